package org.eyas.fleet.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.group.GroupState;
import org.eyas.fleet.group.RuleGroup;

/**
 * The states of the groups of the current bucket. A group is due at the end of a wait for {@code without} and at its own end. For the
 * thread of the operator.
 */
final class GroupStates {
  private static final String NAME = "groups";
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  /** The time after which an unused state expires: more than the longest time of a rule. */
  private static final Duration LEAST_KEPT = Duration.ofDays(31);

  /** Receives the time at which a group must be evaluated, even if it has no alerts. */
  interface DueGroups {
    /** @param endMillis the end of a slot */
    void due(String group, long endMillis) throws Exception;
  }

  private final MapState<String, byte[]> states;
  private final DueGroups dueGroups;
  private final AlertEvent alert = new AlertEvent();

  GroupStates(MapState<String, byte[]> states, DueGroups dueGroups) {
    this.states = states;
    this.dueGroups = dueGroups;
  }

  /**
   * Describes the states of the groups. An unused state expires, because groups of {@code first} and groups of a
   * removed rule have no end.
   *
   * @param forget the time after which an unused value of {@code first} is forgotten
   */
  static MapStateDescriptor<String, byte[]> descriptor(Duration forget) {
    MapStateDescriptor<String, byte[]> groups =
        new MapStateDescriptor<>(NAME, StringSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    Duration kept = forget.compareTo(LEAST_KEPT) > 0 ? forget : LEAST_KEPT;
    groups.enableTimeToLive(StateTtlConfig.newBuilder(kept).build()); // each use writes it
    return groups;
  }

  void forget(String name) throws Exception {
    states.remove(name);
  }

  /**
   * Evaluates the matches of a group, and advances its time to the end of a millisecond. After a restart, the time of
   * the job can be before the time that the group has reached. The matches then count at the time that the group has
   * reached.
   */
  void evaluate(RuleGroup group, String name, List<StepMatch> matches, long millis, RuleGroup.Alerts then) throws Exception {
    GroupState current = GroupState.read(states.get(name));
    group.load(current);
    for (StepMatch match : matches) {
      long nanos = current.notBeforeReached(match.nanos());
      current.advanceTo(nanos);
      group.addMatch(match.steps(), alert.reread(match.alert(), match.id(), nanos), then);
    }
    long now = current.notBeforeReached(millis * MILLI + MILLI - 1);
    current.advanceTo(now);
    group.elapse(now, then);
    group.store(current);
    saveOrRemove(group, name, current, Math.floorDiv(now, MILLI));
  }

  private void saveOrRemove(RuleGroup group, String name, GroupState current, long millis) throws Exception {
    long due = group.dueNanos();
    long end = group.endNanos();
    if (end == Long.MIN_VALUE && due == RuleGroup.NEVER) {
      states.remove(name);
      return;
    }
    if (due != RuleGroup.NEVER) {
      setDue(name, current, TimeSlot.end(Math.floorDiv(due + 1, MILLI)));
    }
    boolean ends = end != RuleGroup.NEVER && end != Long.MIN_VALUE;
    if (ends && current.endTimerMillis <= millis) {
      current.endTimerMillis = TimeSlot.longEnd(Math.floorDiv(end, MILLI) + 1);
      dueGroups.due(name, current.endTimerMillis);
    }
    states.put(name, current.bytes());
  }

  /** Sets a timer, unless the group has one for this time: a group can evaluate many alerts while it waits. */
  private void setDue(String name, GroupState current, long slotEnd) throws Exception {
    if (current.dueTimerMillis != slotEnd) {
      current.dueTimerMillis = slotEnd;
      dueGroups.due(name, slotEnd);
    }
  }
}
