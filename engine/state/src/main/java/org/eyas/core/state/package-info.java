/** Processes and file descriptors, and the small classes that move them event by event. */
@NullMarked
package org.eyas.core.state;

import org.jspecify.annotations.NullMarked;
