package org.eyas.core.compile;

import java.util.function.IntFunction;
import org.eyas.core.compile.node.Condition;
import org.eyas.core.compile.node.Frame;
import org.eyas.core.compile.node.Nodes;
import org.jspecify.annotations.Nullable;

/** The rules that events of one type can fulfil. */
public final class EventRules {
  private static final EventRules NONE = new EventRules((frame, hits) -> {}, new int[0], index -> new Nodes.Always(false));

  private final Matcher matcher;
  private final int[] keys;
  private final IntFunction<Condition> conditions;
  private @Nullable Condition @Nullable [] timed;

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

  /**
   * Tests some of the rules one by one and tells what each took. One that fails counts too: what it does takes time.
   *
   * @param first the place of the first one among {@link #size}; behind the last place follows the first
   * @param count how many, {@link #size} at most
   */
  public void time(Frame frame, int first, int count, Times into) {
    for (int i = 0; i < count; i++) {
      int place = (first + i) % keys.length;
      Condition condition = timed(place);
      long start = System.nanoTime();
      try {
        condition.test(frame);
      } catch (RuntimeException ignored) {
        // The loop's own test of it tells.
      }
      into.took(keys[place], System.nanoTime() - start);
    }
  }

  // Made when it is first asked for: most of thousands of rules never are for most types of events.
  private Condition timed(int place) {
    @Nullable Condition[] known = timed;
    if (known == null) {
      known = new Condition[keys.length];
      timed = known;
    }
    Condition condition = known[place];
    if (condition == null) {
      condition = conditions.apply(place);
      known[place] = condition;
    }
    return condition;
  }

  /** Is told what the test of a rule took. */
  public interface Times {
    void took(int key, long nanos);
  }

  /** Is told of rules that could not be tested. */
  public interface Failures {
    void onFailure(int key, RuntimeException failure);
  }
}
