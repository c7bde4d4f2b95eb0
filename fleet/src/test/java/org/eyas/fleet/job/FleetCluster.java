package org.eyas.fleet.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.eyas.testkit.ConditionWait;

/** A broker of Kafka as a process, and a cluster of Flink with two task managers in this JVM, which runs the job. */
public final class FleetCluster implements AutoCloseable {
  private final FleetTopics topics;
  private final MiniCluster cluster;
  private final Configuration settings = new Configuration();
  private final List<JobID> jobs = new ArrayList<>();
  private int taskManagers = 2;

  public FleetCluster(Path folder) throws Exception {
    topics = new FleetTopics(folder);
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
    List<String> all = new ArrayList<>(List.of("--bootstrap-servers", topics.broker().address()));
    all.addAll(List.of("--alerts", topics.name(FleetTopics.ALERTS), "--rules", topics.name(FleetTopics.RULES)));
    all.addAll(List.of("--output", topics.name(FleetTopics.OUTPUT), "--bad", topics.name(FleetTopics.BAD)));
    all.addAll(List.of("--name", topics.name("eyas-fleet")));
    all.addAll(List.of(arguments));
    JobOptions options = JobOptions.parse(all.toArray(String[]::new));
    Configuration ofJob = new Configuration(settings);
    ofJob.addAll(FleetJob.settings(options));
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(2, ofJob);
    FleetJob.build(environment, options);
    JobID job = cluster.submitJob(environment.getStreamGraph().getJobGraph()).get().getJobID();
    jobs.add(job);
    awaitRunning(job);
    return job;
  }

  public void awaitRunning(JobID job) {
    ConditionWait.until(() -> cluster.getJobStatus(job).get() == JobStatus.RUNNING, () -> "the job does not run");
  }

  /** Ends all jobs. */
  void stopJobs() throws Exception {
    for (JobID job : jobs) {
      cluster.cancelJob(job).get();
      ConditionWait.until(() -> cluster.getJobStatus(job).get().isGloballyTerminalState(), () -> "the job does not end");
    }
    jobs.clear();
  }

  /** One task manager fails, with all that it has in memory, and another one takes its place. */
  public void replaceTaskManager() throws Exception {
    cluster.terminateTaskManager(taskManagers - 2).get();
    cluster.startTaskManager();
    taskManagers++;
  }

  public FleetTopics topics() {
    return topics;
  }

  @Override
  public void close() throws Exception {
    cluster.close();
    topics.close();
  }
}
