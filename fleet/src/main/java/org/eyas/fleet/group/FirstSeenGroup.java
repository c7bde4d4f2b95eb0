package org.eyas.fleet.group;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.rule.FleetRule;
import org.jspecify.annotations.Nullable;

/**
 * A group of a rule with {@code first}. Each value is an entry of the state backend, so that a group can know many
 * values. Without {@code by}, the group learns from the time at which the rule was added.
 */
final class FirstSeenGroup implements RuleGroup {
  private final FleetRule rule;
  private final FirstSeenCondition first;
  private final KnownValues values;
  private final long sinceNanos;
  private long beginNanos;

  FirstSeenGroup(FleetRule rule, FirstSeenCondition first, KnownValues values, long sinceNanos) {
    this.rule = rule;
    this.first = first;
    this.values = values;
    this.sinceNanos = sinceNanos;
  }

  @Override
  public void load(GroupState state) {
    beginNanos = state.markNanos;
  }

  @Override
  public void addMatch(int steps, AlertEvent alert, Alerts then) throws Exception {
    byte @Nullable [] value = rule.names().values(alert);
    if (value == null) {
      return;
    }
    long now = alert.timestampNanos();
    if (beginNanos == Long.MIN_VALUE) {
      beginNanos = first.step().by().isEmpty() ? sinceNanos : now;
    }
    boolean isNew = values.add(new String(value, StandardCharsets.ISO_8859_1));
    if (isNew && now - beginNanos >= first.learnNanos()) {
      then.accept(rule.alert(alert), List.of(alert.id()));
    }
  }

  @Override
  public void elapse(long nanos, Alerts then) {}

  @Override
  public void store(GroupState into) {
    into.markNanos = beginNanos;
  }

  @Override
  public long dueNanos() {
    return NEVER;
  }

  @Override
  public long endNanos() {
    return NEVER;
  }
}
