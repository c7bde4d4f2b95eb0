/** Compiles typed trees to executable conditions, and to an index that finds the rules of an event. */
@NullMarked
package org.eyas.core.compile;

import org.jspecify.annotations.NullMarked;
