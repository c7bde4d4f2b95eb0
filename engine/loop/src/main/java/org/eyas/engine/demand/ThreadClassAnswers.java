package org.eyas.engine.demand;

import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.eyas.api.event.Event;
import org.eyas.api.source.Capture;
import org.eyas.engine.pushdown.ThreadClassMatcher;
import org.eyas.engine.pushdown.ThreadClassSet;
import org.eyas.engine.state.StateEngine;
import org.jspecify.annotations.Nullable;

/** Answers a source's questions about the classes of threads from the state of the loop. Used by the loop's thread. */
public final class ThreadClassAnswers {
  private static final long ALL = -1;

  private final Supplier<StateEngine> state;
  private final LongUnaryOperator answers = this::possible;
  private ThreadClassMatcher classes = new ThreadClassMatcher(ThreadClassSet.NONE);
  private @Nullable StateEngine answered;
  private long otherChanges;

  /** @param state the current state of the loop */
  public ThreadClassAnswers(Supplier<StateEngine> state) {
    this.state = state;
  }

  /** Sets the classes of the next request. */
  public void classes(ThreadClassSet next) {
    classes = new ThreadClassMatcher(next);
  }

  /** Answers the questions of a source, after all events that the source has passed on. */
  public void answer(Capture capture) {
    StateEngine now = state.get();
    if (answered != now || otherChanges != now.otherChanges()) {
      answered = now;
      otherChanges = now.otherChanges();
      capture.forgetClasses();
    }
    capture.askClasses(answers);
  }

  private long possible(long tid) {
    Event thread = state.get().threadEvent(tid);
    try {
      return classes.possible(thread);
    } catch (RuntimeException e) {
      return ALL; // a field of another bundle failed: its guard counts that where a rule reads it
    }
  }
}
