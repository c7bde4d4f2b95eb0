/** Rules that remember: what they keep, in groups of events with the same values, and when they fire. */
@NullMarked
package org.eyas.engine.memory;

import org.jspecify.annotations.NullMarked;
