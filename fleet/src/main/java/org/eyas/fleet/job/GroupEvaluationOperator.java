package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalKvState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.eyas.fleet.alert.FleetAlertJson;
import org.eyas.fleet.group.GroupKeys;
import org.eyas.fleet.group.RuleGroup;
import org.eyas.fleet.job.ActiveRules.State;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules for each group. A match waits until all alerts of its time have arrived, so that a group
 * evaluates matches in the order of their times. A late match counts at the time that has been reached.
 *
 * <p>The class is an operator and not a function of Flink. Only an operator has a state for each key and slot, and can
 * evaluate all groups when the time advances, without a timer for each group.
 *
 * <pre>
 *  first input: a bucket and the bytes of a match --> WaitingMatches, a list for each bucket and slot
 *  second input: rule files --> ActiveRules               |  when the time has passed the end of the slot
 *                                    |                    v
 *                             RuleEvaluators --> GroupStates, a state for each group --> alerts of the fleet
 *                                                         |
 *                                 WaitingMatches <--------+ groups that are due later
 * </pre>
 */
final class GroupEvaluationOperator extends AbstractStreamOperator<OutputRecord>
    implements TwoInputStreamOperator<Tuple2<Integer, byte[]>, RuleFile, OutputRecord> {
  private static final long serialVersionUID = 1;
  private static final String VALUES_STATE = "values";
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  /** The time for which a match waits for its rule, because rules and matches reach this operator in different ways. */
  private static final long WAIT_FOR_RULE_MILLIS = 1_000;
  private static final long LONGEST_WAIT_FOR_RULE_MILLIS = 60_000;

  /** The largest alert of the fleet in bytes: less than the 1 MB that a broker accepts by default. */
  static final int MOST_BYTES = 900_000;

  private final ActiveRules rules;
  private final String fleet;
  private final Duration forget;
  private transient @Nullable GroupStates groups;
  private transient @Nullable WaitingMatches held;
  private transient @Nullable RuleEvaluators evaluators;
  private transient String current = "";
  private transient int bucket;
  private transient long reachedMillis;
  private transient Counter late = new SimpleCounter();
  private transient Counter fired = new SimpleCounter();
  private transient Counter tooLarge = new SimpleCounter();
  private transient Counter withoutRule = new SimpleCounter();

  /**
   * @param fleet the host name of its alerts
   * @param forget the time after which an unused value of {@code first} is forgotten
   */
  GroupEvaluationOperator(List<RuleFile> initial, String fleet, Duration forget) {
    rules = new ActiveRules(initial);
    this.fleet = fleet;
    this.forget = forget;
  }

  @Override
  public void open() throws Exception {
    super.open();
    reachedMillis = Long.MIN_VALUE;
    WaitingMatches matches = held();
    held = matches;
    groups =
        new GroupStates(getRuntimeContext().getMapState(GroupStates.descriptor(forget)),
            (group, end) -> matches.add(bucket, StepMatch.due(group).bytes(), end));
    MapStateDescriptor<String, Boolean> values = new MapStateDescriptor<>(VALUES_STATE, Types.STRING, Types.BOOLEAN);
    values.enableTimeToLive(StateTtlConfig.newBuilder(forget).updateTtlOnReadAndWrite().build());
    MapState<String, Boolean> known = getRuntimeContext().getMapState(values);
    evaluators = new RuleEvaluators(rules, value -> isNew(known, current.length() + " " + current + value));
    count();
  }

  private WaitingMatches held() throws Exception {
    ListState<byte[]> lists = getOrCreateKeyedState(LongSerializer.INSTANCE, WaitingMatches.STATE);
    InternalKvState<?, Long, ?> slots = (InternalKvState<?, Long, ?>) lists;
    WaitingMatches matches = new WaitingMatches(lists, slots::setCurrentNamespace);
    KeyedStateBackend<Integer> backend = getKeyedStateBackend();
    try (Stream<Tuple2<Integer, Long>> restored = backend.getKeysAndNamespaces(WaitingMatches.STATE.getName())) {
      restored.forEach(list -> matches.addRestored(list.f0, list.f1));
    }
    return matches;
  }

  private void count() {
    MetricGroup counters = getRuntimeContext().getMetricGroup().addGroup("eyas");
    late = counters.counter("alerts_late");
    fired = counters.counter("alerts_fired");
    tooLarge = counters.counter("alerts_too_large");
    withoutRule = counters.counter("matches_without_rule");
  }

  private static boolean isNew(MapState<String, Boolean> known, String value) throws Exception {
    boolean isNew = known.get(value) == null;
    if (isNew) {
      known.put(value, true);
    }
    return isNew;
  }

  @Override
  public void processElement1(StreamRecord<Tuple2<Integer, byte[]>> record) throws Exception {
    byte[] match = record.getValue().f1;
    long millis = Math.floorDiv(StepMatch.nanos(match), MILLI);
    int key = record.getValue().f0;
    if (millis > reachedMillis) {
      opened(held).add(key, match, TimeSlot.end(millis));
      return;
    }
    late.inc();
    long now = afterTheTime(reachedMillis) + 1;
    opened(held).add(key, StepMatch.at(now * MILLI, match), TimeSlot.end(now));
  }

  /** Limits a time for additions: after the end of the stream, the watermark is the largest number. */
  private static long afterTheTime(long watermark) {
    return Math.min(watermark, Long.MAX_VALUE / MILLI - 2 * WAIT_FOR_RULE_MILLIS);
  }

  @Override
  public void processWatermark(Watermark time) throws Exception {
    reachedMillis = time.getTimestamp();
    State state =
        new State(getOperatorStateBackend().getBroadcastState(ActiveRules.FILES),
            getOperatorStateBackend().getBroadcastState(ActiveRules.SINCE));
    for (int next : opened(held).dueBuckets(reachedMillis)) {
      bucket = next;
      setCurrentKey(next);
      evaluateBucket(state);
    }
    super.processWatermark(time);
  }

  /** Evaluates the groups of a bucket until none is due: an evaluation can make a group due at the same time. */
  private void evaluateBucket(State state) throws Exception {
    WaitingMatches matches = opened(held);
    while (matches.isDue(bucket, reachedMillis)) {
      WaitingMatches.DueMatches taken = matches.removeDue(bucket, reachedMillis);
      for (Map.Entry<String, List<StepMatch>> group : taken.groups().entrySet()) {
        current = group.getKey();
        evaluate(opened(evaluators).get(GroupKeys.rule(current), state), group.getValue(), taken.endMillis());
      }
    }
  }

  private void evaluate(@Nullable RuleGroup group, List<StepMatch> matches, long millis) throws Exception {
    if (group != null) {
      opened(groups).evaluate(group, current, matches, millis, alerts(millis));
    } else if (matches.isEmpty()) {
      opened(groups).forget(current);
    } else {
      waitForRule(matches, millis);
    }
  }

  private void waitForRule(List<StepMatch> matches, long millis) throws Exception {
    if (millis - Math.floorDiv(matches.getFirst().nanos(), MILLI) > LONGEST_WAIT_FOR_RULE_MILLIS) {
      withoutRule.inc(matches.size());
      return;
    }
    long next = afterTheTime(Math.max(millis, reachedMillis)) + WAIT_FOR_RULE_MILLIS;
    for (StepMatch match : matches) {
      opened(held).add(bucket, match.bytes(), TimeSlot.end(next));
    }
  }

  private RuleGroup.Alerts alerts(long millis) {
    return (raised, evidence) -> {
      OutputRecord alert = new OutputRecord(raised.rule(), FleetAlertJson.json(raised, evidence, fleet));
      int bytes = alert.json().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES) {
        tooLarge.inc();
        output.collect(StepMatchFunction.BAD, new StreamRecord<>(tooLarge(alert, bytes, evidence), millis));
      } else {
        fired.inc();
        output.collect(new StreamRecord<>(alert, millis));
      }
    };
  }

  private static OutputRecord tooLarge(OutputRecord alert, int bytes, List<String> evidence) {
    String reason =
        "the alert of rule '" + alert.key() + "' has " + bytes + " bytes; an alert of the fleet has at most " + MOST_BYTES
            + "; alerts of hosts: " + String.join(", ", evidence);
    return BadRecordJson.of(alert.key(), reason, alert.json().getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T opened(@Nullable T part) {
    return Objects.requireNonNull(part, "Flink has called a function before it opened it");
  }

  @Override
  public void processElement2(StreamRecord<RuleFile> file) throws Exception {
    BroadcastState<String, RuleFile> files = getOperatorStateBackend().getBroadcastState(ActiveRules.FILES);
    BroadcastState<String, Long> since = getOperatorStateBackend().getBroadcastState(ActiveRules.SINCE);
    rules.change(file.getValue(), files, since);
  }
}
