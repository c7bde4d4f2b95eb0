package org.eyas.engine.hold;

import org.eyas.api.alert.Alert;
import org.eyas.engine.state.process.RetainedEvent;

/** An incomplete alert: it was sent while one of its values was still pending. Used on the loop's thread. */
final class IncompleteAlert {
  private final HeldMatchHandler rules;
  private final RetainedEvent event;
  private final PendingMatch match;
  private final Alert sent;
  final PendingValueListener arrivals;
  final long sentNanos = System.nanoTime();

  IncompleteAlert(HeldMatchHandler rules, RetainedEvent event, PendingMatch match, Alert sent) {
    this.rules = rules;
    this.event = event;
    this.match = match;
    this.sent = sent;
    arrivals = new PendingValueListener(event);
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
      rules.reportFailure(match, e);
      return true;
    }
  }
}
