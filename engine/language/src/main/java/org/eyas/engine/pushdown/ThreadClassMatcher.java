package org.eyas.engine.pushdown;

import org.eyas.api.event.Event;
import org.eyas.engine.compile.ConditionTrees;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.jspecify.annotations.Nullable;

/**
 * Decides from the state to which thread classes the thread of an event may belong. For the thread of one event loop;
 * does not allocate.
 */
public final class ThreadClassMatcher implements ThreadClassMembership {
  private final CompiledCondition[] conditions;
  private final boolean[] answers;
  private final ConditionTrees trees = new ConditionTrees();
  private @Nullable EvaluationFrame frame;

  public ThreadClassMatcher(ThreadClassSet classes) {
    int count = classes.members().size();
    conditions = new CompiledCondition[count];
    answers = new boolean[count];
    for (int number = 0; number < count; number++) {
      conditions[number] = trees.of(classes.members().get(number).condition());
      answers[number] = classes.members().get(number).answer();
    }
  }

  @Override
  public boolean isPossible(int number, Event event) {
    return !event.process().known() || isOpen(number, event);
  }

  // A pending value can become any value, and so can the answer.
  private boolean isOpen(int number, Event event) {
    EvaluationFrame own = frame;
    if (own == null) {
      own = trees.newFrame(event);
      frame = own;
    }
    own.begin(event); // each class reads its values again, so that the frame shows whether one of its own is pending
    boolean answer = conditions[number].test(own);
    return own.sawPending() || answer == answers[number];
  }

  /** A bit for each class to which the thread of an event may belong; all bits for an unknown thread. */
  public long possible(Event event) {
    if (!event.process().known()) {
      return -1;
    }
    long possible = 0;
    for (int number = 0; number < conditions.length; number++) {
      possible |= isOpen(number, event) ? 1L << number : 0;
    }
    return possible;
  }
}
