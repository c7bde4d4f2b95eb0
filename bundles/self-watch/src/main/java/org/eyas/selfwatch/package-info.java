/** Watches the engine itself: a heartbeat, and alerts when somebody stops, changes or manipulates it. */
@NullMarked
package org.eyas.selfwatch;

import org.jspecify.annotations.NullMarked;
