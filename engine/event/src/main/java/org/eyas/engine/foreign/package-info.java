/** What all parts of the engine need to know about calls of other bundles' code. */
@NullMarked
package org.eyas.engine.foreign;

import org.jspecify.annotations.NullMarked;
