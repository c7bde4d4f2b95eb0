package org.eyas.fleet.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eyas.output.kafka.KafkaBroker;
import org.eyas.testkit.Waiting;
import org.jspecify.annotations.Nullable;

/** A broker of Kafka as a process, and a cluster of Flink with two task managers in this JVM, which runs the job. */
public final class FleetCluster implements AutoCloseable {
  public static final String ALERTS = "eyas-alerts";
  public static final String RULES = "eyas-rules";
  public static final String OUTPUT = "eyas-fleet-alerts";
  public static final String BAD = "eyas-fleet-bad";
  public static final int PARTITIONS = 4;

  private final KafkaBroker broker;
  private final MiniCluster cluster;
  private final KafkaProducer<String, String> producer;
  private final Configuration settings = new Configuration();
  private final Map<String, CommittedTopic> topics = new HashMap<>();
  private int taskManagers = 2;

  public FleetCluster(Path folder) throws Exception {
    broker = new KafkaBroker(folder);
    broker.create(ALERTS, PARTITIONS, Map.of());
    broker.create(RULES, 1, Map.of("cleanup.policy", "compact"));
    broker.create(OUTPUT, 1, Map.of());
    broker.create(BAD, 1, Map.of());
    producer = new KafkaProducer<>(Map.of("bootstrap.servers", broker.address(), "linger.ms", 5), new StringSerializer(),
        new StringSerializer());
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("checkpoints").toUri().toString());
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1_000);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  /** Starts the job and returns when it runs. */
  public JobID start(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--bootstrap-servers", broker.address()));
    all.addAll(List.of(arguments));
    JobOptions options = JobOptions.parse(all.toArray(String[]::new));
    Configuration ofJob = new Configuration(settings);
    ofJob.addAll(FleetJob.settings(options));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2, ofJob);
    FleetJob.build(environment, options);
    JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
    awaitRunning(job);
    return job;
  }

  public void awaitRunning(JobID job) {
    Waiting.until(() -> cluster.getJobStatus(job).get() == JobStatus.RUNNING, () -> "the job does not run");
  }

  public void stop(JobID job) throws Exception {
    cluster.cancelJob(job).get();
    Waiting.until(() -> cluster.getJobStatus(job).get().isGloballyTerminalState(), () -> "the job does not end");
  }

  /** One task manager fails, with all that it has in memory, and another one takes its place. */
  public void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(taskManagers - 2).get();
    cluster.startTaskManager();
    taskManagers++;
  }

  public KafkaBroker broker() {
    return broker;
  }

  /** Writes a rule file; null removes it. */
  public void rules(String file, @Nullable String content, long millis) throws Exception {
    producer.send(new ProducerRecord<>(RULES, null, millis, file, content)).get();
  }

  /** Sends an alert. The partition follows from the host. */
  public void alert(String host, String json) {
    producer.send(new ProducerRecord<>(ALERTS, host, json));
  }

  public void alertTo(int partition, String json) {
    producer.send(new ProducerRecord<>(ALERTS, partition, null, json));
  }

  public void flush() {
    producer.flush();
  }

  /** The committed records of a topic with one partition. For one thread. */
  public List<String> committed(String topic) {
    return topics.computeIfAbsent(topic, name -> new CommittedTopic(broker.address(), name)).values();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
    topics.values().forEach(CommittedTopic::close);
    producer.close(Duration.ZERO);
    broker.close();
  }
}
