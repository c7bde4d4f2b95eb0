/** Evaluates stateful rules: tracks their state in groups of events with the same key, and decides when they fire. */
@NullMarked
package org.eyas.engine.stateful;

import org.jspecify.annotations.NullMarked;
