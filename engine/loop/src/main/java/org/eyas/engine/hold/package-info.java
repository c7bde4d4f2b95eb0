/** Matches that are held until the values that they read and that are pending arrive. */
@NullMarked
package org.eyas.engine.hold;

import org.jspecify.annotations.NullMarked;
