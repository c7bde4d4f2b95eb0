/** Compiles typed trees to executable conditions, and to an index that finds the rules of an event. */
@NullMarked
package org.eyas.engine.compile;

import org.jspecify.annotations.NullMarked;
