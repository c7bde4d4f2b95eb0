package org.eyas.engine.hold;

import org.eyas.api.alert.Alert;
import org.eyas.engine.state.KeptEvent;

/** An incomplete alert: it was sent while one of its values was still pending. Used on the loop's thread. */
final class IncompleteAlert {
  private final HeldRules rules;
  private final KeptEvent event;
  private final OpenMatch match;
  private final Alert sent;
  final Arrivals arrivals;
  final long sentNanos = System.nanoTime();

  IncompleteAlert(HeldRules rules, KeptEvent event, OpenMatch match, Alert sent) {
    this.rules = rules;
    this.event = event;
    this.match = match;
    this.sent = sent;
    arrivals = new Arrivals(event);
  }

  /** The memory that the event takes, in bytes. */
  int size() {
    return event.size();
  }

  /**
   * Raises the complete alert, if all values have arrived and one of them exists.
   *
   * @return whether no value is pending any more
   */
  boolean advance() throws InterruptedException {
    arrivals.listenAgain();
    try {
      Alert completed = match.completed(event.event());
      if (completed != null && !completed.equals(sent)) {
        rules.followUp(sent, completed);
      }
      return completed != null;
    } catch (RuntimeException e) {
      rules.failed(match, e);
      return true;
    }
  }
}
