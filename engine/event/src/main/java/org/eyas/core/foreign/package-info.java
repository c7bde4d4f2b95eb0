/** What all parts of the engine need to know about calls of other bundles' code. */
@NullMarked
package org.eyas.core.foreign;

import org.jspecify.annotations.NullMarked;
