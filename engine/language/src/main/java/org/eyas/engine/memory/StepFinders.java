package org.eyas.engine.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.eyas.api.event.Event;
import org.eyas.engine.check.Checked;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.memory.RuleMemories.Remembering;

/**
 * Finds steps of all rules over several sources, in the loop of one source. Each step of the source has a key in the
 * index of rules.
 */
final class StepFinders {
  private final int firstKey;
  private final List<StepFinder> finders = new ArrayList<>();
  private final List<StepFinder> byStep = new ArrayList<>();

  /** @param firstKey the key of the first step, greater than those of all rules and other steps */
  StepFinders(int firstKey, String source, List<Remembering> rules) {
    this.firstKey = firstKey;
    for (Remembering rule : rules) {
      if (rule.memory() instanceof Sequence sequence) {
        StepFinder finder = new StepFinder(rule, sequence, source, firstKey + byStep.size());
        finders.add(finder);
        finder.steps().forEach(step -> byStep.add(finder));
      }
    }
  }

  void addSteps(BiFunction<Integer, Checked, RuleIndex.Rule> indexed, List<RuleIndex.Rule> into) {
    for (StepFinder finder : finders) {
      int key = finder.firstKey();
      for (Step step : finder.steps()) {
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
  void see(Hits hits, int from, Event event, RuleMemories.Firing<?> then) {
    int at = from;
    while (at < hits.size()) {
      StepFinder finder = finder(hits.key(at));
      int steps = 0;
      while (at < hits.size() && finder(hits.key(at)) == finder) {
        steps |= 1 << hits.key(at++) - finder.firstKey();
      }
      find(finder, steps, event, then);
    }
  }

  private static void find(StepFinder finder, int steps, Event event, RuleMemories.Firing<?> then) {
    try {
      FoundEvent found = finder.find(steps, event);
      if (found != null) {
        then.found(found);
      }
    } catch (RuntimeException e) {
      then.failed(finder.rule().key(), e);
    }
  }
}
