package org.eyas.core.compile;

import java.util.function.IntFunction;

/** The rules that events of one type can fulfil. */
public final class EventRules {
  private static final EventRules NONE = new EventRules((frame, hits) -> {}, new int[0], index -> new Nodes.Always(false));

  private final Matcher matcher;
  private final int[] keys;
  private final IntFunction<Condition> conditions;

  /** @param conditions makes the condition of one rule alone; seldom needed, and dear to keep for thousands of rules */
  EventRules(Matcher matcher, int[] keys, IntFunction<Condition> conditions) {
    this.matcher = matcher;
    this.keys = keys;
    this.conditions = conditions;
  }

  static EventRules none() {
    return NONE;
  }

  public boolean isEmpty() {
    return keys.length == 0;
  }

  /** How many rules there are. */
  public int size() {
    return keys.length;
  }

  /** Adds the rules that the frame's event fulfils. Throws what a field's reader throws. */
  public void match(Frame frame, Hits hits) {
    matcher.match(frame, hits);
  }

  /** As {@link #match}, but rule by rule: one whose test fails is told and counts as not matched. */
  public void matchEach(Frame frame, Hits hits, Failures failures) {
    for (int i = 0; i < keys.length; i++) {
      try {
        if (conditions.apply(i).test(frame)) {
          hits.add(keys[i]);
        }
      } catch (RuntimeException e) {
        failures.onFailure(keys[i], e);
      }
    }
  }

  /** Is told of rules that could not be tested. */
  public interface Failures {
    void onFailure(int key, RuntimeException failure);
  }
}
