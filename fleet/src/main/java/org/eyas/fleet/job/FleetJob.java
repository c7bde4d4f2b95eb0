package org.eyas.fleet.job;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.eyas.fleet.rule.FleetRules;
import org.eyas.fleet.rule.RefusedRulesException;

/**
 * The program that {@code flink run} starts: it builds the job, submits it, and ends when the job ends.
 *
 * <pre>
 *  topics of alerts --> AlertDeserializer --> StepMatchFunction ==by bucket=> GroupEvaluationOperator --> fleet alerts
 *                                                  ^   |                         ^         |         (transactions)
 *  topic of rules --> RuleFileDeserializer ==all===+---|-------------------------+         |
 *                                                      +-----------------------------------+--> topic of bad records
 * </pre>
 */
public final class FleetJob {
  private FleetJob() {}

  public static void main(String[] arguments) throws Exception {
    JobOptions options = JobOptions.parse(arguments);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(settings(options));
    build(environment, options);
    environment.execute(options.name());
  }

  /** The settings of Flink that the job needs; they override the configuration of the cluster. */
  static Configuration settings(JobOptions options) {
    Configuration settings = new Configuration();
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true); // most reads look for a group or a slot that is new
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, options.checkpoint());
    settings.set(PipelineOptions.MAX_PARALLELISM, GroupBuckets.COUNT);
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(JobOptions.STEP_MILLIS));
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    return settings;
  }

  /** Reads the topic of rules, and adds the job to an environment. */
  static void build(StreamExecutionEnvironment environment, JobOptions options) throws RefusedRulesException {
    RulesTopicContent rules = RulesTopicContent.read(options);
    check(rules);
    DataStream<RuleFile> changes =
        environment
            .fromSource(JobTopics.rules(options, rules), WatermarkStrategy.forGenerator(context -> new IdleRuleWatermarks()),
                "rules")
            .setParallelism(1)
            .uid("rules");
    SingleOutputStreamOperator<Tuple2<Integer, byte[]>> matches =
        environment
            .fromSource(JobTopics.alerts(options), times(), "alerts")
            .uid("alerts")
            .connect(changes.broadcast(ActiveRules.FILES, ActiveRules.SINCE))
            .process(new StepMatchFunction(rules.files()), StepMatchFunction.TYPE)
            .name("match")
            .uid("match");
    SingleOutputStreamOperator<OutputRecord> fired =
        matches
            .keyBy(match -> match.f0, Types.INT)
            .connect(changes.broadcast())
            .transform("evaluate", TypeInformation.of(OutputRecord.class),
                new GroupEvaluationOperator(rules.files(), options.name(), options.forget()))
            .uid("evaluate");
    fired.sinkTo(JobTopics.output(options)).name("output").uid("output");
    matches
        .getSideOutput(StepMatchFunction.BAD)
        .union(fired.getSideOutput(StepMatchFunction.BAD))
        .sinkTo(JobTopics.bad(options))
        .name("bad")
        .uid("bad");
  }

  /** Reports a mistake in a rule file before the job runs. */
  private static void check(RulesTopicContent rules) throws RefusedRulesException {
    FleetRules.load(rules.contents());
  }

  /** Assigns the time of each alert. The watermarks come from the clocks of the partitions in the source. */
  private static WatermarkStrategy<AlertRecord> times() {
    return WatermarkStrategy.<AlertRecord>noWatermarks()
        .withTimestampAssigner((alert, recordMillis) -> alert.millis());
  }
}
