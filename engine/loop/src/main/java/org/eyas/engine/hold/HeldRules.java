package org.eyas.engine.hold;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.PartialEvaluator;

/** The rules of held matches. Called on the loop's thread. */
public interface HeldRules {
  PartialEvaluator evaluator();

  /** Whether a rule does not fire, although its condition holds: a mute hides its alert, or it fires for new values only. */
  boolean isHidden(OpenMatch match, Event event, Alert alert);

  /**
   * A rule fires after all.
   *
   * @param event valid until this returns
   */
  void fire(OpenMatch match, Event event, Alert alert) throws InterruptedException;

  /** All values of an alert are there that was sent without one of them. */
  void followUp(Alert sent, Alert completed) throws InterruptedException;

  /** A condition of the event is decided although a value is still pending. */
  void undecided();

  /** The condition or the output of a rule threw; the rule does not fire. */
  void failed(OpenMatch match, RuntimeException failure);
}
