/** Provides the rules of Sigma files, translated into the language of the engine. */
@NullMarked
package org.eyas.rules.sigma;

import org.jspecify.annotations.NullMarked;
