package org.eyas.fleet.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a task manager and the broker with SIGKILL while the job runs on a cluster of processes, changes the rules, and counts the
 * alerts of the fleet: {@code FailFleet FOLDER JAVA JOB_JAR}, with the java program that runs the cluster. The exit code is 1 if an
 * alert is missing or doubled, or if the new rule needs more than 5 seconds.
 */
public final class FailFleet {
  private static final int PROGRAMS_PER_SECOND = 200;
  private static final int SECONDS = 150;
  private static final int PROGRAMS = PROGRAMS_PER_SECOND * SECONDS;
  /** Each program runs on a host, then on a second and on a third one. */
  private static final int APART_SECONDS = 15;
  private static final int HOSTS = 50;
  private static final int PROBES = 100;
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
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream OUT = System.out;

  private final Path folder;
  private final FleetTopics topics;
  private final FlinkProcesses cluster;
  private final long begin = System.nanoTime();
  /** When each alert was sent for which only the new rule fires, in milliseconds after the beginning of the change. */
  private final List<Long> probes = new CopyOnWriteArrayList<>();
  private long writtenMillis;

  private FailFleet(Path folder, FleetTopics topics, FlinkProcesses cluster) {
    this.folder = folder;
    this.topics = topics;
    this.cluster = cluster;
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
    // Times are those of the alerts alone: with the default, those that wait for the broker are late, and steps can change their order.
    String job = cluster.run(jar, "--bootstrap-servers", topics.broker().address(), "--idle", "10m");
    say("the job runs on two task managers");
    Thread sender = Thread.ofPlatform().daemon().name("send-alerts").start(this::send);
    TimeUnit.SECONDS.sleep(60); // the first alerts of the fleet are committed
    cluster.killTaskManager();
    cluster.addTaskManager();
    say("SIGKILL ended a task manager, and another one starts; alerts of the fleet until now: " + committed());
    FlinkProcesses.await(() -> !cluster.isRunning(job), "the job does not notice it");
    FlinkProcesses.await(() -> cluster.isRunning(job), "the job does not run again");
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
    say("all " + 3 * PROGRAMS + " alerts of hosts are sent");
    return count();
  }

  private int committed() {
    return topics.committed(FleetTopics.OUTPUT).size();
  }

  private void send() {
    int due = 0;
    long start = System.nanoTime();
    while (due < PROGRAMS + 2 * APART_SECONDS * PROGRAMS_PER_SECOND) {
      long now = (System.nanoTime() - start) * PROGRAMS_PER_SECOND / 1_000_000_000L;
      for (; due < now; due++) {
        for (int host = 0; host < 3; host++) {
          send(due - host * APART_SECONDS * PROGRAMS_PER_SECOND, host);
        }
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private void send(int program, int host) {
    if (program >= 0 && program < PROGRAMS) {
      alert("h" + host + "-" + program % HOSTS, "run", "/tmp/" + program);
    }
  }

  private void alert(String host, String rule, String program) {
    topics.alert(host, json(host, rule, program));
  }

  private static String json(String host, String rule, String program) {
    return "{\"hostname\":\"%s\",\"rule\":\"%s\",\"priority\":\"Warning\",\"time\":\"%s\",\"output_fields\":{\"proc.exepath\":\"%s\"}}"
        .formatted(host, rule, Instant.now(), program);
  }

  private void changeRules() throws Exception {
    Path file = Files.writeString(folder.resolve("new.yaml"), NEW_RULE);
    long start = System.nanoTime();
    Thread sender = Thread.ofPlatform().daemon().name("send-probes").start(() -> {
      for (int i = 0; i < PROBES; i++) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        probes.add(millis);
        alert("probe", "probe", String.valueOf(millis));
        LockSupport.parkNanos(100_000_000);
      }
    });
    WriteRules.run(List.of("--bootstrap-servers", topics.broker().address(), file.toString()), OUT);
    writtenMillis = (System.nanoTime() - start) / 1_000_000;
    say("the new rule is in the topic");
    sender.join();
  }

  /** Waits until all alerts of the fleet are committed, and until doubled ones would be. */
  private boolean count() throws Exception {
    int before = -1;
    int still = 0;
    while (still < (before < 2 * PROGRAMS ? LONGEST_STILL_SECONDS : LEAST_STILL_SECONDS)) {
      passTime();
      TimeUnit.SECONDS.sleep(1);
      int now = committed();
      still = now == before ? still + 1 : 0;
      before = now;
    }
    Map<String, Integer> fired = fired();
    List<String> newRule = of(fired, "new rule");
    long missed =
        probes.stream().filter(millis -> !newRule.contains(millis.toString())).mapToLong(Long::longValue).max().orElse(0);
    say("the new rule fired for %d of %d alerts; the last that it missed was sent %d ms after it was written"
        .formatted(newRule.size(), PROBES, missed - writtenMillis));
    boolean exact = report(fired, "three hosts") & report(fired, "first to third");
    say("bad records: " + topics.committed(FleetTopics.BAD).size());
    return exact && !newRule.isEmpty() && missed - writtenMillis <= LONGEST_NEW_RULE_MILLIS;
  }

  private void passTime() {
    for (int i = 0; i < FleetTopics.PARTITIONS; i++) {
      topics.alertTo(i, json("h", "end", "none"));
    }
  }

  private boolean report(Map<String, Integer> fired, String rule) {
    int found = of(fired, rule).size();
    long more =
        fired.entrySet().stream().filter(each -> each.getKey().startsWith(rule)).mapToLong(each -> each.getValue() - 1).sum();
    say("rule '%s': %d of %d alerts of the fleet, lost: %d, doubled: %d".formatted(rule, found, PROGRAMS, PROGRAMS - found,
        more));
    return found == PROGRAMS && more == 0;
  }

  private static List<String> of(Map<String, Integer> fired, String rule) {
    return fired.keySet().stream()
        .filter(key -> key.startsWith(rule + ":"))
        .map(key -> key.substring(rule.length() + 1))
        .toList();
  }

  /** How often each rule fired for each program. */
  private Map<String, Integer> fired() throws Exception {
    Map<String, Integer> fired = new HashMap<>();
    for (String json : topics.committed(FleetTopics.OUTPUT)) {
      JsonNode alert = JSON.readTree(json);
      String output = Objects.requireNonNull(alert.get("output")).asText();
      fired.merge(alert.get("rule").asText() + ":" + output.substring(output.lastIndexOf(' ') + 1), 1, Integer::sum);
    }
    return fired;
  }
}
