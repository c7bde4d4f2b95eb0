/** The conditions of stateful rules: thresholds, sequences, and values that are seen for the first time. */
@NullMarked
package org.eyas.engine.stateful.condition;

import org.jspecify.annotations.NullMarked;
