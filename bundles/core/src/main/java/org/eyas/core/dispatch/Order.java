package org.eyas.core.dispatch;

import org.eyas.api.alert.Alert;

/** What the thread that renders is told. */
sealed interface Order {
  /** @param patient whether it comes from a replay, which waits for room */
  record Send(Alert alert, boolean patient) implements Order {}

  /** @param end whether no alert comes any more; otherwise time has passed */
  record Tick(boolean end) implements Order {}
}
