package org.eyas.engine.loop;

import java.util.List;
import org.eyas.engine.completeness.SeenEventCounts;
import org.eyas.engine.demand.DemandFigures;
import org.eyas.engine.hold.HeldStepFigures;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.eyas.engine.statistics.RuleTimeSampler.RuleTime;
import org.eyas.engine.statistics.RuleTimeSampler.TypeTime;

/**
 * The counters of a loop at the end of a batch.
 *
 * @param held held matches
 * @param steps events that are held for steps
 * @param memory the memory of stateful rules
 * @param demand the events that the loop requests
 * @param times estimated time of its rules, by type of event
 * @param rules estimated time of each rule, in no order
 * @param seen the events that the rules saw, by type
 */
public record LoopFigures(LoopCounts counts, StateCounts state, HoldFigures held, HeldStepFigures steps,
    StatefulRuleFigures memory,
    DemandFigures demand, List<TypeTime> times, List<RuleTime> rules, SeenEventCounts seen) {
  public LoopFigures {
    times = List.copyOf(times);
    rules = List.copyOf(rules);
  }
}
