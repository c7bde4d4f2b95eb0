/** Translates Sigma rules into rules of Eyas. Plain code without OSGi. */
@NullMarked
package org.eyas.rules.sigma.convert;

import org.jspecify.annotations.NullMarked;
