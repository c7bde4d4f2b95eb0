package org.eyas.core.source;

import java.time.Instant;
import java.util.Optional;
import org.eyas.engine.supervision.OpenedCapture;

/**
 * A capture that an earlier process left, and that this process reads first.
 *
 * @param state the state that the earlier process left; empty if it was killed
 */
record LeftCapture(OpenedCapture opened, Optional<LeftState> state) {
  /** When the earlier process stopped to read; empty if it was killed. */
  Optional<Instant> left() {
    return state.map(known -> known.summary().left());
  }
}
