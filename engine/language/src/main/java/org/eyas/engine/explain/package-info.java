/** Explains why a rule fired for an event or did not: the answer and the value of every part of its condition. */
@NullMarked
package org.eyas.engine.explain;

import org.jspecify.annotations.NullMarked;
