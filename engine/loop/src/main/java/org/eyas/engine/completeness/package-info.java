/** Counts of the events that the rules of a loop saw and did not see, by event type and minute. */
@NullMarked
package org.eyas.engine.completeness;

import org.jspecify.annotations.NullMarked;
