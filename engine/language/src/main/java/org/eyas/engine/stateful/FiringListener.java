package org.eyas.engine.stateful;

import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.StepMatchEvent;

/**
 * Receives the results of stateful rules, on the thread that evaluates them.
 *
 * @param <X> the exception that the receiver of an alert throws
 */
public interface FiringListener<X extends Exception> {
  /** A rule fires. The event is valid until the call returns. */
  void fires(int rule, FiredEvent event) throws X;

  /** An exception prevented a rule from evaluating an event. */
  void failed(int rule, RuntimeException failure);

  /** An event matches steps of a rule over several sources, whose groups belong to another thread. */
  default void found(StepMatchEvent event) {
    throw new IllegalStateException("nothing evaluates rules over several sources");
  }
}
