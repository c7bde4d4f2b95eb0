/**
 * A capture that is replaced by another one while a loop reads it: the relay, the cut between two captures, and the
 * state of a loop as bytes.
 */
@NullMarked
package org.eyas.engine.relay;

import org.jspecify.annotations.NullMarked;
