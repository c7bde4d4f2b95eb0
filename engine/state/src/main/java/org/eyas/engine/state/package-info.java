/** Tables of processes and file descriptors, and the updaters that change them event by event. */
@NullMarked
package org.eyas.engine.state;

import org.jspecify.annotations.NullMarked;
