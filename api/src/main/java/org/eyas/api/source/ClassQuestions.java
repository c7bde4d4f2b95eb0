package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A {@link Capture} that leaves out events by classes of threads ({@link CaptureRequest#classes}). The capture does not
 * know the classes of a thread: it asks the engine for the classes of threads that cause many events. A thread without
 * an answer may be in all classes.
 */
@ConsumerType
public interface ClassQuestions {
  /** Tells the classes of the request in which a thread may be. */
  @FunctionalInterface
  interface Answers {
    /** A bit for each class in which the thread may be; all bits if nothing is known of the thread. */
    long possible(long tid);
  }

  /**
   * Lets the capture ask for the classes of threads. The engine calls this method between two batches, when it has
   * processed all events that the capture passed on. An answer holds for later events of the thread, until one of these
   * events can change the classes of the thread ({@link org.eyas.api.pushdown.ThreadClasses#changing}), or
   * {@link #forgetAnswers} is called.
   */
  void ask(Answers answers);

  /** Ends the validity of all earlier answers, because something other than an event changed the classes of threads. */
  void forgetAnswers();

  /**
   * Returns this interface of a capture; an object that does nothing if the capture does not implement the interface.
   */
  static ClassQuestions of(Capture capture) {
    return capture instanceof ClassQuestions questions ? questions : MissingPart.INSTANCE;
  }
}
