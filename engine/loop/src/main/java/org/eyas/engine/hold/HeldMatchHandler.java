package org.eyas.engine.hold;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.PartialEvaluator;

/** Receives the decisions of held matches. Called on the loop's thread. */
public interface HeldMatchHandler {
  PartialEvaluator evaluator();

  /** Whether a rule does not fire, although its condition holds: a mute hides its alert, or it fires for new values only. */
  boolean isHidden(PendingMatch match, Event event, Alert alert);

  /**
   * Fires a rule whose match was held.
   *
   * @param event valid until this returns
   */
  void fire(PendingMatch match, Event event, Alert alert) throws InterruptedException;

  /** Sends the follow-up of an alert that was sent without a value, because all values have arrived. */
  void followUp(Alert sent, Alert completed) throws InterruptedException;

  /** Counts an event of which a condition is decided although a value is still pending. */
  void countUndecided();

  /** Reports an exception of a rule's condition or output. The rule does not fire. */
  void reportFailure(PendingMatch match, RuntimeException failure);
}
