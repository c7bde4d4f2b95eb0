package org.eyas.core.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eyas.api.control.PushdownType;
import org.eyas.api.control.PushdownType.UnlimitedRule;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.engine.pushdown.EventTypePushdown;
import org.eyas.engine.pushdown.PushdownReport;
import org.eyas.engine.pushdown.RawConditionText;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.pushdown.WholeTypeRule;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/** Joins, for each type of events, the pushdown of the rules with the counters of the driver. */
final class PushdownTable {
  private final RulePushdown pushdown;
  private final Map<Integer, PushdownCounts> counts = new HashMap<>();

  private PushdownTable(RulePushdown pushdown, List<PushdownCounts> applied) {
    this.pushdown = pushdown;
    applied.forEach(each -> counts.put(each.type().code(), each));
  }

  /** @param applied the conditions and counters of the driver */
  static List<PushdownType> of(RulePushdown pushdown, List<PushdownCounts> applied) {
    PushdownTable table = new PushdownTable(pushdown, applied);
    TreeSet<Integer> codes = new TreeSet<>(table.counts.keySet());
    codes.addAll(pushdown.types().keySet());
    List<PushdownType> limited = new ArrayList<>();
    List<PushdownType> whole = new ArrayList<>();
    for (int code : codes) {
      EventType type = EventSchema.current().type(code);
      if (PushdownReport.isSeen(type) || table.counts.containsKey(code)) {
        PushdownType row = table.row(type);
        (row.unlimited().isEmpty() ? limited : whole).add(row);
      }
    }
    limited.addAll(whole);
    return limited;
  }

  private PushdownType row(EventType type) {
    EventTypePushdown needed = pushdown.types().get(type.code());
    PushdownCounts driver = counts.get(type.code());
    return new PushdownType(
        type.name(),
        needed == null ? 0 : needed.rules(),
        needed == null ? "" : RawConditionText.of(needed.condition(), type),
        unlimited(needed),
        driver == null || driver.applied().equals(Always.TRUE) ? "" : RawConditionText.of(driver.applied(), type),
        driver == null ? 0 : driver.passed(),
        driver == null ? 0 : driver.rejected());
  }

  private static List<UnlimitedRule> unlimited(@Nullable EventTypePushdown needed) {
    List<WholeTypeRule> rules = needed == null ? List.of() : needed.whole();
    return rules.stream().map(rule -> new UnlimitedRule(rule.rule(), rule.checks())).toList();
  }
}
