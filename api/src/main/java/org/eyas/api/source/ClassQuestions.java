package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A {@link Capture} that leaves out events by classes of threads ({@link CaptureRequest#classes}). It does not know the classes: it asks
 * for those of threads that make many events. A thread of which nothing was answered may be in all classes.
 */
@ConsumerType
public interface ClassQuestions {
  /** Knows in which classes of the request a thread may be. */
  @FunctionalInterface
  interface Answers {
    /** A bit for each class in which the thread may be; all bits if nothing is known of it. */
    long possible(long tid);
  }

  /**
   * Lets the capture ask. Called between two batches, when all events that it passed on have been processed. An answer holds for
   * the events of the thread that begin after those, until one of them changes what is known of the thread
   * ({@link org.eyas.api.pushdown.ThreadClasses#changing}), or {@link #forgetAnswers} is called.
   */
  void ask(Answers answers);

  /** Answers so far hold for no further event: something else than an event has changed what is known of threads. */
  void forgetAnswers();

  /** This part of a capture; does nothing if the capture does not have it. */
  static ClassQuestions of(Capture capture) {
    return capture instanceof ClassQuestions questions ? questions : MissingPart.INSTANCE;
  }
}
