/** Explains why a rule fired for an event or did not: its condition with the answer and the value of every part. */
@NullMarked
package org.eyas.engine.explain;

import org.jspecify.annotations.NullMarked;
