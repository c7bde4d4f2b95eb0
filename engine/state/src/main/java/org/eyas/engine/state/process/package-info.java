/**
 * The table of threads, the relations between threads, and the updaters of the events that create, change and end
 * threads.
 */
@NullMarked
package org.eyas.engine.state.process;

import org.jspecify.annotations.NullMarked;
