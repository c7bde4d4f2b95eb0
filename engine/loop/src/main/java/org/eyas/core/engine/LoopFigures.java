package org.eyas.core.engine;

import java.util.List;
import org.eyas.core.engine.RuleTimes.RuleTime;
import org.eyas.core.engine.RuleTimes.TypeTime;
import org.eyas.core.state.StateCounts;

/**
 * What a loop had counted at the end of one batch.
 *
 * @param times what its rules take, estimated, by type of event
 * @param rules what each rule takes, estimated, in no order
 */
public record LoopFigures(LoopCounts counts, StateCounts state, List<TypeTime> times, List<RuleTime> rules) {
  public LoopFigures {
    times = List.copyOf(times);
    rules = List.copyOf(rules);
  }
}
