package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.eyas.fleet.alert.FleetAlert;
import org.eyas.fleet.group.GroupKeys;
import org.eyas.fleet.group.RuleGroup;
import org.eyas.fleet.job.RulesInForce.State;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules for each group. A match waits until all alerts of its time have arrived, so that a group sees them in the order
 * of their times; a late one counts at the time that has been reached.
 *
 * <p>Timers in event time, at the ends of slots: of those with matches, and those of {@link KeptGroups}.
 */
final class EvaluateGroups extends KeyedBroadcastProcessFunction<String, StepMatch, RuleFile, OutputRecord> {
  private static final long serialVersionUID = 1;
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  /** Rules reach this operator on another way than matches, so matches of a rule may come first. */
  private static final long WAIT_FOR_RULE_MILLIS = 1_000;
  private static final long LONGEST_WAIT_FOR_RULE_MILLIS = 60_000;

  /** Less than the 1 MB that a broker accepts by default. */
  static final int MOST_BYTES = 900_000;

  private final RulesInForce rules;
  private final String fleet;
  private final Duration forget;
  private transient @Nullable KeptGroups groups;
  private transient @Nullable HeldMatches held;
  private transient @Nullable Evaluators evaluators;
  private transient Counter late = new SimpleCounter();
  private transient Counter fired = new SimpleCounter();
  private transient Counter tooLarge = new SimpleCounter();
  private transient Counter withoutRule = new SimpleCounter();

  /**
   * @param fleet the host name of its alerts
   * @param forget how long values of {@code first} are known after they were last seen
   */
  EvaluateGroups(List<RuleFile> initial, String fleet, Duration forget) {
    rules = new RulesInForce(initial);
    this.fleet = fleet;
    this.forget = forget;
  }

  @Override
  public void open(OpenContext context) {
    groups = new KeptGroups(getRuntimeContext().getState(KeptGroups.descriptor(forget)));
    held = new HeldMatches(getRuntimeContext().getMapState(HeldMatches.STATE));
    MapStateDescriptor<String, Boolean> values = new MapStateDescriptor<>("values", Types.STRING, Types.BOOLEAN);
    values.enableTimeToLive(StateTtlConfig.newBuilder(forget).updateTtlOnReadAndWrite().build());
    MapState<String, Boolean> known = getRuntimeContext().getMapState(values);
    evaluators = new Evaluators(rules, value -> isNew(known, value));
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("eyas");
    late = metrics.counter("alerts_late");
    fired = metrics.counter("alerts_fired");
    tooLarge = metrics.counter("alerts_too_large");
    withoutRule = metrics.counter("matches_without_rule");
  }

  private static boolean isNew(MapState<String, Boolean> known, String value) throws Exception {
    boolean isNew = known.get(value) == null;
    if (isNew) {
      known.put(value, true);
    }
    return isNew;
  }

  @Override
  public void processElement(StepMatch match, ReadOnlyContext context, Collector<OutputRecord> out) throws Exception {
    TimerService timers = context.timerService();
    long millis = match.millis();
    if (millis > timers.currentWatermark()) {
      opened(held).add(List.of(match), TimeSlot.end(millis), timers);
      return;
    }
    late.inc();
    long now = afterTheTime(timers.currentWatermark()) + 1;
    StepMatch atNow = new StepMatch(match.key(), now * MILLI, match.steps(), match.id(), match.alert());
    opened(held).add(List.of(atNow), TimeSlot.end(now), timers);
  }

  /** The time has its largest value if it has ended. */
  private static long afterTheTime(long watermark) {
    return Math.min(watermark, Long.MAX_VALUE / MILLI - 2 * WAIT_FOR_RULE_MILLIS);
  }

  @Override
  public void onTimer(long millis, OnTimerContext context, Collector<OutputRecord> out) throws Exception {
    String key = context.getCurrentKey();
    List<StepMatch> matches = opened(held).take(millis, key);
    State state = new State(context.getBroadcastState(RulesInForce.FILES), context.getBroadcastState(RulesInForce.SINCE));
    RuleGroup group = opened(evaluators).get(GroupKeys.rule(key), state);
    if (group != null) {
      opened(groups).evaluate(group, matches, millis, context.timerService(), alerts(context, out));
    } else if (matches.isEmpty()) {
      opened(groups).forget();
    } else {
      waitForRule(matches, millis, context.timerService());
    }
  }

  private void waitForRule(List<StepMatch> matches, long millis, TimerService timers) throws Exception {
    if (millis - matches.getFirst().millis() > LONGEST_WAIT_FOR_RULE_MILLIS) {
      withoutRule.inc(matches.size());
      return;
    }
    long next = afterTheTime(Math.max(millis, timers.currentWatermark())) + WAIT_FOR_RULE_MILLIS;
    opened(held).add(matches, TimeSlot.end(next), timers);
  }

  private RuleGroup.Alerts alerts(OnTimerContext context, Collector<OutputRecord> out) {
    return (raised, evidence) -> {
      OutputRecord output = new OutputRecord(raised.rule(), FleetAlert.json(raised, evidence, fleet));
      int bytes = output.json().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MOST_BYTES) {
        tooLarge.inc();
        context.output(MatchSteps.BAD, tooLarge(output, bytes, evidence));
      } else {
        fired.inc();
        out.collect(output);
      }
    };
  }

  private static OutputRecord tooLarge(OutputRecord alert, int bytes, List<String> evidence) {
    String reason =
        "the alert of rule '" + alert.key() + "' has " + bytes + " bytes; an alert of the fleet has at most " + MOST_BYTES
            + "; alerts of hosts: " + String.join(", ", evidence);
    return BadRecord.of(alert.key(), reason, alert.json().getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T opened(@Nullable T part) {
    return Objects.requireNonNull(part, "Flink opens a function before its use");
  }

  @Override
  public void processBroadcastElement(RuleFile file, Context context, Collector<OutputRecord> out) throws Exception {
    rules.change(file, context.getBroadcastState(RulesInForce.FILES), context.getBroadcastState(RulesInForce.SINCE));
  }
}
