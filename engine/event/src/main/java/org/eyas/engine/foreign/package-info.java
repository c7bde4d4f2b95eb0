/** The exception for failed calls of code of other bundles, which all parts of the engine handle. */
@NullMarked
package org.eyas.engine.foreign;

import org.jspecify.annotations.NullMarked;
