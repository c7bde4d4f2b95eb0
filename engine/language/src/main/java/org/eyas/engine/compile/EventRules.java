package org.eyas.engine.compile;

import java.util.function.IntFunction;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.ConditionNodes;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.jspecify.annotations.Nullable;

/** The rules that can match events of one type. */
public final class EventRules {
  private static final EventRules NONE =
      new EventRules((frame, hits) -> {}, new int[0], index -> new ConditionNodes.Always(false));

  private final RuleMatcher matcher;
  private final int[] keys;
  private final IntFunction<CompiledCondition> conditions;
  private @Nullable CompiledCondition @Nullable [] timed;

  /**
   * @param conditions creates the condition of a single rule; rarely needed, and too expensive to keep for thousands of
   *     rules
   */
  EventRules(RuleMatcher matcher, int[] keys, IntFunction<CompiledCondition> conditions) {
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

  /** The number of rules. */
  public int size() {
    return keys.length;
  }

  /** The key of a rule, in the order of definition. */
  public int key(int index) {
    return keys[index];
  }

  /** Adds the rules that match the frame's event. Throws the exceptions of field readers. */
  public void match(EvaluationFrame frame, MatchedRules hits) {
    matcher.match(frame, hits);
  }

  /**
   * Adds the rules that match the event of the frame, like {@link #match}, but tests them one by one: a rule whose test
   * throws is reported and counts as not matched.
   */
  public void matchEach(EvaluationFrame frame, MatchedRules hits, Failures failures) {
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
   * Tests some of the rules one by one and reports the time of each test. A rule whose test throws is reported too,
   * because its test takes time as well.
   *
   * @param first the index of the first rule, less than {@link #size}; after the last rule, the first one follows
   * @param count the number of rules, at most {@link #size}
   */
  public void time(EvaluationFrame frame, int first, int count, Times into) {
    for (int i = 0; i < count; i++) {
      int place = (first + i) % keys.length;
      CompiledCondition condition = timed(place);
      long start = System.nanoTime();
      try {
        condition.test(frame);
      } catch (RuntimeException ignored) {
        // The loop reports the exception when it tests the rule itself.
      }
      into.took(keys[place], System.nanoTime() - start);
    }
  }

  // A condition is created at its first use: for most event types, most of thousands of rules are never timed.
  private CompiledCondition timed(int place) {
    @Nullable CompiledCondition[] known = timed;
    if (known == null) {
      known = new CompiledCondition[keys.length];
      timed = known;
    }
    CompiledCondition condition = known[place];
    if (condition == null) {
      condition = conditions.apply(place);
      known[place] = condition;
    }
    return condition;
  }

  /** Receives the time that the test of a rule took. */
  public interface Times {
    void took(int key, long nanos);
  }

  /** Receives rules whose test failed. */
  public interface Failures {
    void onFailure(int key, RuntimeException failure);
  }
}
