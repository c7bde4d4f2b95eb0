package org.eyas.engine.stateful;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.event.StepMatchEvent;

/**
 * Finds steps of all rules over several sources, in the loop of one source. Each step of the source has a key in the
 * index of rules.
 */
final class StepFinders {
  private final int firstKey;
  private final List<StepFinder> finders = new ArrayList<>();
  private final List<StepFinder> byStep = new ArrayList<>();

  /** @param firstKey the key of the first step, greater than those of all rules and other steps */
  StepFinders(int firstKey, String source, List<StatefulRule> rules) {
    this.firstKey = firstKey;
    for (StatefulRule rule : rules) {
      if (rule.condition() instanceof SequenceCondition sequence) {
        StepFinder finder = new StepFinder(rule, sequence, source, firstKey + byStep.size());
        finders.add(finder);
        finder.steps().forEach(step -> byStep.add(finder));
      }
    }
  }

  void addSteps(BiFunction<Integer, CheckedCondition, RuleIndex.Rule> indexed, List<RuleIndex.Rule> into) {
    for (StepFinder finder : finders) {
      int key = finder.firstKey();
      for (ConditionStep step : finder.steps()) {
        into.add(indexed.apply(key++, step.condition()));
      }
    }
  }

  boolean isStep(int key) {
    return key >= firstKey;
  }

  /** The rule of the key of a step. */
  int rule(int key) {
    return finder(key).rule().key();
  }

  StepFinder finder(int key) {
    return byStep.get(key - firstKey);
  }

  /** @param from the index of the first step among all matches of the event */
  void evaluate(MatchedRules hits, int from, Event event, FiringListener<?> listener) {
    int at = from;
    while (at < hits.size()) {
      StepFinder finder = finder(hits.key(at));
      int steps = 0;
      while (at < hits.size() && finder(hits.key(at)) == finder) {
        steps |= 1 << hits.key(at++) - finder.firstKey();
      }
      find(finder, steps, event, listener);
    }
  }

  private static void find(StepFinder finder, int steps, Event event, FiringListener<?> listener) {
    try {
      StepMatchEvent found = finder.find(steps, event);
      if (found != null) {
        listener.found(found);
      }
    } catch (RuntimeException e) {
      listener.failed(finder.rule().key(), e);
    }
  }
}
