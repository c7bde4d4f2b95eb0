/**
 * Checkpoints of stateful rules: the file that keeps their state, so that they continue after a restart or an update of
 * the engine.
 */
@NullMarked
package org.eyas.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
