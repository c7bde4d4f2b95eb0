package org.eyas.fleet.group;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.engine.stateful.GroupEvaluator;
import org.eyas.engine.stateful.condition.ThresholdCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.rule.FleetRule;
import org.jspecify.annotations.Nullable;

/** A group of a rule with a sequence or a threshold. For a threshold, it also stores the ids of the counted alerts. */
final class StatefulRuleGroup implements RuleGroup {
  /** The most ids in the evidence of an alert, also for a rule that counts a thousand alerts. */
  static final int MOST_EVIDENCE = 100;

  private final FleetRule rule;
  private final GroupEvaluator memory;
  private final @Nullable ThresholdCondition threshold;
  private GroupState state = new GroupState();

  StatefulRuleGroup(FleetRule rule) {
    this.rule = rule;
    memory = new GroupEvaluator(rule.name(), rule.memory());
    threshold = rule.memory() instanceof ThresholdCondition counts ? counts : null;
  }

  @Override
  public void load(GroupState loaded) {
    state = loaded;
    memory.load(loaded.memory);
  }

  @Override
  public void addMatch(int steps, AlertEvent alert, Alerts then) {
    if (threshold != null) {
      count(threshold, alert);
    }
    alert.setSource(rule.source(steps));
    memory.evaluate(steps, alert, fired -> fires(fired, then));
  }

  private void count(ThresholdCondition counts, AlertEvent alert) {
    long now = alert.timestampNanos();
    long since = now - counts.withinNanos();
    if (state.markNanos >= since) {
      return; // silent after an alert
    }
    if (counts.tumbling() && !state.counted.isEmpty() && state.counted.getFirst().nanos() < since) {
      state.counted.clear();
    }
    while (!state.counted.isEmpty() && state.counted.getFirst().nanos() < since || state.counted.size() >= MOST_EVIDENCE) {
      state.counted.removeFirst();
    }
    state.counted.addLast(new GroupState.Counted(now, alert.id()));
  }

  private void fires(FiredEvent fired, Alerts then) {
    Alert alert = rule.alert(fired);
    then.accept(alert, threshold == null ? kept(alert) : counted(alert.timestampNanos()));
  }

  private List<String> kept(Alert alert) {
    List<String> ids = new ArrayList<>();
    for (String field : rule.idFields()) {
      if (alert.fields().get(field) instanceof String id) {
        ids.add(id);
      }
    }
    return ids;
  }

  private List<String> counted(long nanos) {
    List<String> ids = state.counted.stream().map(GroupState.Counted::id).toList();
    state.counted.clear();
    state.markNanos = nanos;
    return ids;
  }

  @Override
  public void elapse(long nanos, Alerts then) {
    memory.advanceTime(nanos, fired -> fires(fired, then));
  }

  @Override
  public void store(GroupState into) {
    into.memory = memory.store();
  }

  @Override
  public long dueNanos() {
    return memory.dueNanos();
  }

  @Override
  public long endNanos() {
    return memory.endNanos();
  }
}
