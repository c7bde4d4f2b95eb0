/**
 * Checkpoints of stateful rules: the file that holds the events that rules remember, so that rules continue after a
 * restart or an update of the engine.
 */
@NullMarked
package org.eyas.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
