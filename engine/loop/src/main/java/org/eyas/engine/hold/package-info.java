/** Held matches: a match is held until the pending values that it reads have arrived. */
@NullMarked
package org.eyas.engine.hold;

import org.jspecify.annotations.NullMarked;
