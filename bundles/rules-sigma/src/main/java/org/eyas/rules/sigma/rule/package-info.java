/** Sigma rules as they are written: read from YAML, without knowing what their fields mean here. Plain code without OSGi. */
@NullMarked
package org.eyas.rules.sigma.rule;

import org.jspecify.annotations.NullMarked;
