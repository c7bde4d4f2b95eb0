package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.EventRules;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.statistics.LoopFaultLog;
import org.jspecify.annotations.Nullable;

/**
 * Shows events to the fields that learn from them, before the rules see the event. For the thread of one loop. An event of another
 * type costs one look-up.
 */
final class EventFollower {
  static final EventFollower NONE = new EventFollower(List.of(), RuleIndex.of(List.of()));

  private final List<LoadedRule> followed;
  private final RuleIndex index;
  private final MatchedRules ignored = new MatchedRules();
  private @Nullable EvaluationFrame frame;

  private EventFollower(List<LoadedRule> followed, RuleIndex index) {
    this.followed = followed;
    this.index = index;
  }

  /**
   * @param followed the conditions of the fields
   * @param indexed makes the entry of a condition with a key
   */
  static EventFollower of(List<LoadedRule> followed, BiFunction<Integer, CheckedCondition, RuleIndex.Rule> indexed) {
    if (followed.isEmpty()) {
      return NONE;
    }
    List<RuleIndex.Rule> rules = new ArrayList<>();
    for (LoadedRule each : followed) {
      rules.add(indexed.apply(rules.size(), each.condition()));
    }
    return new EventFollower(followed, RuleIndex.of(rules));
  }

  /** Evaluates the conditions on an event. Their answers have no effect. */
  void follow(LoopEvent event, LoopFaultLog faults) {
    EventRules conditions = index.rules(event.type().code());
    if (conditions.isEmpty()) {
      return;
    }
    EvaluationFrame shared = frame;
    if (shared == null) {
      shared = index.newFrame(event);
      frame = shared;
    }
    ignored.clear();
    shared.begin(event);
    try {
      conditions.match(shared, ignored);
    } catch (RuntimeException e) {
      faults.add("fields that rule '" + followed.getFirst().name() + "' uses", e);
    }
  }
}
