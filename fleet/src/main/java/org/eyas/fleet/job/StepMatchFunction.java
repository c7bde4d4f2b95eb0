package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.group.GroupKeys;
import org.eyas.fleet.job.ActiveRules.State;
import org.eyas.fleet.rule.FleetRule;
import org.eyas.fleet.rule.FleetRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the steps of rules that an alert matches, and the group for each step. It stores nothing of alerts. Bad records
 * and rule files that cannot be used go to the output {@link #BAD}.
 */
final class StepMatchFunction extends BroadcastProcessFunction<AlertRecord, RuleFile, Tuple2<Integer, byte[]>> {
  /** A bucket, and the bytes of a {@link StepMatch}. */
  static final TypeInformation<Tuple2<Integer, byte[]>> TYPE =
      Types.TUPLE(Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  /** Records that cannot be used, as JSON with the reason. */
  static final OutputTag<OutputRecord> BAD = new OutputTag<>("bad", TypeInformation.of(OutputRecord.class));

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(StepMatchFunction.class);

  private final ActiveRules rules;
  private final GroupBuckets buckets = new GroupBuckets();
  private transient @Nullable AlertEvent alert;
  private transient RepeatedMatchFilter repeated = new RepeatedMatchFilter();
  private transient Counter read = new SimpleCounter();
  private transient Counter bad = new SimpleCounter();
  private transient Counter matched = new SimpleCounter();

  StepMatchFunction(List<RuleFile> initial) {
    rules = new ActiveRules(initial);
  }

  @Override
  public void open(OpenContext context) {
    alert = new AlertEvent();
    repeated = new RepeatedMatchFilter();
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("eyas");
    read = metrics.counter("alerts_read");
    bad = metrics.counter("records_bad");
    matched = metrics.counter("steps_matched");
  }

  @Override
  public void processElement(AlertRecord record, ReadOnlyContext context, Collector<Tuple2<Integer, byte[]>> out)
      throws Exception {
    AlertEvent event = Objects.requireNonNull(alert, "Flink has called a function before it opened it");
    if (record.isBad()) {
      bad.inc();
      context.output(BAD, BadRecordJson.of(record.place(), record.fault(), record.value()));
      return;
    }
    read.inc();
    State state = new State(context.getBroadcastState(ActiveRules.FILES), context.getBroadcastState(ActiveRules.SINCE));
    FleetRules.Matches then = (match, rule, steps) -> groups(rule, steps, match, record.nanos(), out);
    if (record.audit()) {
      rules.get(state).matchAudit(record.value(), record.place(), record.nanos(), then);
    } else {
      rules.get(state).match(event.read(record.value(), record.place()), then);
    }
  }

  private void groups(FleetRule rule, int steps, AlertEvent event, long nanos, Collector<Tuple2<Integer, byte[]>> out) {
    Map<String, Integer> groups = GroupKeys.of(rule, steps, event);
    matched.inc(groups.size());
    groups.keySet().removeIf(group -> repeated.isRepeated(rule, group, event, nanos));
    if (!groups.isEmpty()) {
      byte[] excerpt = rule.excerpt().of(event);
      groups.forEach(
          (key, bits) -> out.collect(
              Tuple2.of(buckets.of(key), new StepMatch(key, nanos, bits, event.id(), excerpt).bytes())));
    }
  }

  @Override
  public void processBroadcastElement(RuleFile file, Context context, Collector<Tuple2<Integer, byte[]>> out) throws Exception {
    repeated.clear();
    String faults =
        rules.change(file, context.getBroadcastState(ActiveRules.FILES), context.getBroadcastState(ActiveRules.SINCE));
    boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0; // all instances come to the same result
    if (!first) {
      return;
    }
    if (faults.isEmpty()) {
      LOG.info("Rule file read: {}", file.name());
    } else {
      LOG.warn("Rules did not change, because {} cannot be used: {}", file.name(), faults);
      byte[] content = String.valueOf(file.content()).getBytes(StandardCharsets.UTF_8);
      context.output(BAD, BadRecordJson.of(file.name(), faults, content));
    }
  }
}
