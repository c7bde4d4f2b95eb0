package org.eyas.fleet.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.TimerService;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.group.GroupState;
import org.eyas.fleet.group.RuleGroup;

/**
 * The state of the current group, with the timers at the end of a wait for {@code without} and at the end of the group. For the thread
 * of the operator.
 */
final class KeptGroups {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  /** More than the longest time of a rule. */
  private static final Duration LEAST_KEPT = Duration.ofDays(31);

  private final ValueState<byte[]> state;
  private final AlertEvent alert = new AlertEvent();

  KeptGroups(ValueState<byte[]> state) {
    this.state = state;
  }

  /**
   * The state of the groups. One that is not used any more is forgotten: groups of {@code first} have no end, and neither have those of
   * a rule that was removed.
   *
   * @param forget how long values of {@code first} are known
   */
  static ValueStateDescriptor<byte[]> descriptor(Duration forget) {
    ValueStateDescriptor<byte[]> groups =
        new ValueStateDescriptor<>("group", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    Duration kept = forget.compareTo(LEAST_KEPT) > 0 ? forget : LEAST_KEPT;
    groups.enableTimeToLive(StateTtlConfig.newBuilder(kept).build()); // each use writes it
    return groups;
  }

  void forget() {
    state.clear();
  }

  /**
   * The group sees matches, and time passes until the end of a millisecond. After a restart the time of the job begins again, and may be
   * before what the group has seen: then the matches count at the time that the group has reached.
   */
  void evaluate(RuleGroup group, List<StepMatch> matches, long millis, TimerService timers, RuleGroup.Alerts then)
      throws Exception {
    GroupState current = GroupState.read(state.value());
    group.load(current);
    for (StepMatch match : matches) {
      long nanos = current.notBeforeReached(match.nanos());
      current.reach(nanos);
      group.see(match.steps(), alert.reread(match.alert(), match.id(), nanos), then);
    }
    long now = current.notBeforeReached(millis * MILLI + MILLI - 1);
    current.reach(now);
    group.elapse(now, then);
    group.store(current);
    keep(group, current, Math.floorDiv(now, MILLI), timers);
  }

  private void keep(RuleGroup group, GroupState current, long millis, TimerService timers) throws IOException {
    long due = group.dueNanos();
    long end = group.endNanos();
    if (end == Long.MIN_VALUE && due == RuleGroup.NEVER) {
      state.clear();
      return;
    }
    if (due != RuleGroup.NEVER) {
      timers.registerEventTimeTimer(TimeSlot.end(Math.floorDiv(due + 1, MILLI)));
    }
    boolean ends = end != RuleGroup.NEVER && end != Long.MIN_VALUE;
    if (ends && current.endTimerMillis <= millis) {
      current.endTimerMillis = TimeSlot.end(Math.floorDiv(end, MILLI) + 1);
      timers.registerEventTimeTimer(current.endTimerMillis);
    }
    state.update(current.bytes());
  }
}
