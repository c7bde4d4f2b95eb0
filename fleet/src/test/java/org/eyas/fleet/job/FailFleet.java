package org.eyas.fleet.job;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;

/**
 * Kills a task manager and the broker with SIGKILL while the job runs on a cluster of processes, changes the rules, and counts the
 * alerts of the fleet: {@code FailFleet FOLDER JAVA JOB_JAR}, with the java program that runs the cluster. The exit code is 1 if an
 * alert is missing or doubled, or if the new rule needs more than 5 seconds.
 */
public final class FailFleet {
  private static final long LONGEST_NEW_RULE_MILLIS = 5_000;
  private static final int LEAST_STILL_SECONDS = 15;
  private static final int LONGEST_STILL_SECONDS = 120;
  private static final String RULES =
      """
      - rule: three hosts
        desc: d
        scope: fleet
        threshold: {condition: alert.rule = run, distinct: alert.hostname, at_least: 3, within: 1h, by: proc.exepath}
        output: "%proc.exepath"
        priority: WARNING
      - rule: first to third
        desc: d
        scope: fleet
        sequence:
          within: 1h
          by: proc.exepath
          steps:
            - {name: first, condition: alert.rule = run and alert.hostname startswith h0-}
            - {name: third, condition: alert.rule = run and alert.hostname startswith h2-}
        output: "%proc.exepath"
        priority: WARNING
      """;
  private static final String NEW_RULE =
      """
      - rule: new rule
        desc: d
        scope: fleet
        threshold: {condition: alert.rule = probe, count: 1, within: 1s, by: proc.exepath}
        output: "%proc.exepath"
        priority: WARNING
      """;
  private static final PrintStream OUT = System.out;

  private final Path folder;
  private final FleetTopics topics;
  private final FlinkProcesses cluster;
  private final ProgramRuns runs;
  private final long begin = System.nanoTime();
  private long writtenMillis;

  private FailFleet(Path folder, FleetTopics topics, FlinkProcesses cluster) {
    this.folder = folder;
    this.topics = topics;
    this.cluster = cluster;
    runs = new ProgramRuns(topics);
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    boolean held;
    try (FleetTopics topics = new FleetTopics(folder);
        FlinkProcesses cluster = new FlinkProcesses(folder, arguments[1])) {
      held = new FailFleet(folder, topics, cluster).run(arguments[2]);
    }
    System.exit(held ? 0 : 1);
  }

  private void say(String what) {
    OUT.printf("%5.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
  }

  private boolean run(String jar) throws Exception {
    topics.rules("rules.yaml", RULES, System.currentTimeMillis());
    String job = cluster.run(jar, "--bootstrap-servers", topics.broker().address());
    say("the job runs on two task managers");
    Thread sender = Thread.ofPlatform().daemon().name("send-alerts").start(runs::send);
    TimeUnit.SECONDS.sleep(60); // the first alerts of the fleet are committed
    cluster.killTaskManager();
    cluster.addTaskManager();
    say("SIGKILL ended a task manager, and another one starts; alerts of the fleet until now: " + committed());
    ConditionWait.until(() -> !cluster.isRunning(job), () -> "the job does not notice it");
    ConditionWait.until(() -> cluster.isRunning(job), () -> "the job does not run again");
    say("the job runs again");
    TimeUnit.SECONDS.sleep(10);
    topics.broker().kill();
    say("SIGKILL ended the broker");
    TimeUnit.SECONDS.sleep(3);
    topics.broker().start();
    say("the broker answers again");
    TimeUnit.SECONDS.sleep(10);
    changeRules();
    sender.join();
    topics.flush();
    say("all " + ProgramRuns.ALERTS + " alerts of hosts are sent");
    return count(job);
  }

  private int committed() {
    return topics.committed(FleetTopics.OUTPUT).size();
  }

  /** Sends alerts meanwhile for which only the new rule fires. */
  private void changeRules() throws Exception {
    Path file = Files.writeString(folder.resolve("new.yaml"), NEW_RULE);
    long start = System.nanoTime();
    Thread sender = Thread.ofPlatform().daemon().name("send-probes").start(() -> runs.sendProbes(start));
    WriteRules.run(List.of("--bootstrap-servers", topics.broker().address(), file.toString()), OUT);
    writtenMillis = (System.nanoTime() - start) / 1_000_000;
    say("the new rule is in the topic");
    sender.join();
  }

  /** Waits until all alerts of the fleet are committed, and until doubled ones would be. */
  private boolean count(String job) throws Exception {
    int before = -1;
    int still = 0;
    long late = 0;
    while (still < (before < 2 * ProgramRuns.PROGRAMS ? LONGEST_STILL_SECONDS : LEAST_STILL_SECONDS)) {
      runs.passTime();
      TimeUnit.SECONDS.sleep(1);
      late = cluster.counter(job, "eyas.alerts_late");
      int now = committed();
      still = now == before ? still + 1 : 0;
      before = now;
    }
    FiredAlerts fired = new FiredAlerts(topics.committed(FleetTopics.OUTPUT));
    boolean exact = report(fired, "three hosts") & report(fired, "first to third") & reportNewRule(fired);
    say("late alerts since the job last began: " + late);
    say("bad records: " + topics.committed(FleetTopics.BAD).size());
    return exact;
  }

  private boolean reportNewRule(FiredAlerts fired) {
    Set<String> programs = fired.programs("new rule");
    OptionalLong missed =
        runs.probes().stream().filter(millis -> !programs.contains(millis.toString())).mapToLong(Long::longValue).max();
    say("the new rule fired for %d of %d alerts, doubled: %d"
        .formatted(programs.size(), ProgramRuns.PROBES, fired.doubled("new rule")));
    missed.ifPresent(
        millis -> say("the last that it missed was sent after %d ms, and the rule was written after %d ms".formatted(millis,
            writtenMillis)));
    return !programs.isEmpty() && fired.doubled("new rule") == 0
        && missed.orElse(0) - writtenMillis <= LONGEST_NEW_RULE_MILLIS;
  }

  private boolean report(FiredAlerts fired, String rule) {
    int found = fired.programs(rule).size();
    int doubled = fired.doubled(rule);
    say("rule '%s': %d of %d alerts of the fleet, lost: %d, doubled: %d".formatted(rule, found, ProgramRuns.PROGRAMS,
        ProgramRuns.PROGRAMS - found, doubled));
    return found == ProgramRuns.PROGRAMS && doubled == 0;
  }
}
