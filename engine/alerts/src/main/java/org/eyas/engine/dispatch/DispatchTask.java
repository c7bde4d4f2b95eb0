package org.eyas.engine.dispatch;

import org.eyas.api.alert.Alert;

/** A task for the thread that dispatches alerts. */
sealed interface DispatchTask {
  /** @param patient whether the alert comes from a replay, which waits for room */
  record Send(Alert alert, boolean patient) implements DispatchTask {}

  /** @param end whether no more alerts come; otherwise the task only reports that time has passed */
  record Tick(boolean end) implements DispatchTask {}
}
