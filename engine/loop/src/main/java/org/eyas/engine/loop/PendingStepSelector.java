package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.eyas.engine.compile.EventRules;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.StepFinder;

/**
 * Selects the steps of one event whose conditions read pending values, and holds them. Rules over several sources find
 * the event later. A match of a rule with {@code first} can be held, because such a rule does not depend on the order
 * of events. In the steps of other rules, pending values count as absent.
 */
final class PendingStepSelector {
  private final StatefulRules memories;
  private final PartialEvaluator evaluator;
  private final int most;

  /** @param most how many events may be held at the same time */
  PendingStepSelector(StatefulRules memories, PartialEvaluator evaluator, int most) {
    this.memories = memories;
    this.evaluator = evaluator;
    this.most = most;
  }

  /**
   * Holds the steps of rules over several sources, and removes them from the hits.
   *
   * @param reading the keys of rules that read a pending value
   * @return the keys of the steps of rules with {@code first}
   */
  List<Integer> hold(EventRules candidates, MatchedRules hits, BitSet reading, LoopEvent event, MatchContext context,
      UndecidedEventCounter undecided) {
    List<Integer> firsts = new ArrayList<>();
    UndecidedSteps open = new UndecidedSteps(evaluator, context, undecided);
    for (int i = candidates.size() - 1; i >= 0 && memories.isStep(candidates.key(i)); i--) {
      int key = candidates.key(i);
      if (!reading.get(memories.rule(key))) {
        continue;
      }
      StepFinder finder = memories.stepFinder(key);
      if (finder != null) {
        open.add(finder, key - finder.firstKey(), event);
      } else if (memories.firstSeen(key) != null) {
        firsts.add(key);
      } else {
        undecided.countNow();
      }
    }
    List<StepFinder> held = open.open();
    for (StepFinder finder : held) {
      IntStream.range(0, finder.steps().size()).forEach(step -> hits.remove(finder.firstKey() + step));
    }
    if (!held.isEmpty()) {
      context.steps().hold(event.retain(), open, most);
    }
    return firsts;
  }
}
