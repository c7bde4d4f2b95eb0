/** Watches the engine itself: a heartbeat, and alerts when a person or a program stops, changes or manipulates it. */
@NullMarked
package org.eyas.selfwatch;

import org.jspecify.annotations.NullMarked;
