/** Compiles typed conditions to executable ones, and to an index that finds the rules that match an event. */
@NullMarked
package org.eyas.engine.compile;

import org.jspecify.annotations.NullMarked;
