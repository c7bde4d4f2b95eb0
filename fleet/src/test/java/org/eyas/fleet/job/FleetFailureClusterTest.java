package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.eyas.engine.stateful.RandomFleet;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

/** What the job does when a task manager or the broker fails. */
class FleetFailureClusterTest extends OnFleetCluster {
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());
  private static final String LONG_SILENCE =
      """
      - rule: long silence
        desc: d
        scope: fleet
        sequence:
          within: 1m
          by: user.name
          steps: [{name: one, condition: alert.rule = D}]
          without: {condition: alert.rule = E, for: 30m}
        output: "%user.name"
        priority: WARNING
      """;

  private static void waitFor(Duration length) {
    long begin = System.nanoTime();
    ConditionWait.until(() -> System.nanoTime() - begin > length.toNanos());
  }

  @Test
  void silenceDoesNotMakeAlertsLateBeforeTheFirstOneOrAfterAFailure() throws Exception {
    topics.rules("rules.yaml", FleetAlerts.RULES + LONG_SILENCE + FleetAlerts.MARKER, System.currentTimeMillis());
    JobID job = cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", "1s");
    waitFor(Duration.ofSeconds(4));
    alerts.send("h1", "A", "user.name", "u");
    alerts.send("h1", "B", "user.name", "alice");
    alerts.send("h1", "C", "user.name", "alice");
    alerts.send("h1", "F", "proc.exepath", "/bin/x");
    alerts.send("h2", "A", "user.name", "u");
    alerts.send("h3", "A", "user.name", "u");
    alerts.send("h3", "D", "user.name", "carol");
    alerts.send("h3", "last", "user.name", "one");
    alerts.awaitFired(5);
    List<String> before = List.of("many: (h1,h2,h3)", "marker: one", "new: /bin/x", "silence: carol", "two steps: h1 h1");
    assertEquals(before, alerts.fired());
    cluster.replaceTaskManager();
    cluster.awaitRunning(job);
    waitFor(Duration.ofSeconds(4));
    topics.alert("h3", FleetAlerts.json("h3", "D", Instant.now().minus(Duration.ofHours(1)), "user.name", "carol")); // of its spool
    alerts.send("h3", "last", "user.name", "two");
    ConditionWait.until(() -> alerts.fired().contains("marker: two"),
        () -> "after the failure only these came: " + topics.committed(FleetTopics.OUTPUT));
    assertEquals(List.of(), alerts.fired().stream().filter(message -> message.startsWith("long silence")).toList());
  }

  @Test
  void theTimeStandsStillWhileTheBrokerIsAway() throws Exception {
    topics.rules("rules.yaml", FleetAlerts.RULES, System.currentTimeMillis());
    cluster.start("--lateness", "1s", "--checkpoint", "1s", "--idle", "5s");
    alerts.send("h", "D", "user.name", "nobody");
    alerts.awaitFired(1); // the time passes without alerts
    topics.broker().kill();
    waitFor(Duration.ofSeconds(1));
    List<String> first = steps("h1", "B");
    waitFor(Duration.ofMillis(500));
    List<String> second = steps("h2", "C");
    waitFor(Duration.ofSeconds(7)); // a failure is noticed after 5 s, and time that passed would make these alerts late after 6 s
    topics.broker().start();
    // The first steps of half of the users are in one partition, with the second steps of the others: in whatever order they are read.
    sendToTwo(first, 0);
    sendToTwo(second, 1);
    topics.flush();
    alerts.awaitFired(11);
    List<String> expected = new ArrayList<>(Collections.nCopies(10, "two steps: h1 h2"));
    expected.addFirst("silence: nobody");
    assertEquals(expected, alerts.fired());
  }

  /** Alerts of now, which hosts keep until the broker answers. */
  private static List<String> steps(String host, String rule) {
    return IntStream.range(0, 10).mapToObj(i -> FleetAlerts.json(host, rule, Instant.now(), "user.name", "u" + i)).toList();
  }

  private void sendToTwo(List<String> sent, int partition) {
    for (int i = 0; i < sent.size(); i++) {
      topics.alertTo(i + partition & 1, sent.get(i));
    }
  }

  @Test
  void randomAlertsGiveWhatTheDefinitionsSayAlsoWhenATaskManagerAndTheBrokerFail() throws Exception {
    System.err.println("-Deyas.seed=" + SEED);
    Random random = new Random(SEED);
    long begin = System.currentTimeMillis() - 3 * 86_400_000L;
    RandomFleet fleet = new RandomFleet(random, 20, 3_000, begin);
    topics.rules("rules.yaml", fleet.document() + FleetAlerts.MARKER, begin);
    // Times are those of the alerts alone: while nothing is sent, time must not pass.
    JobID job = cluster.start("--lateness", "2s", "--checkpoint", "1s", "--idle", "1d");
    send(fleet, random, 0, 1_000);
    alerts.awaitFired(Math.min(1, fleet.expected(900)));
    cluster.replaceTaskManager();
    send(fleet, random, 1_000, 2_000);
    cluster.awaitRunning(job);
    alerts.awaitFired(fleet.expected(1_900));
    topics.broker().kill();
    topics.broker().start();
    send(fleet, random, 2_000, 3_000);
    sendLast(fleet, 0);
    sendLast(fleet, 1);
    awaitMarkers(1);
    sendLast(fleet, 2); // what is doubled is committed at the next checkpoint at the latest
    awaitMarkers(2);
    List<String> fired =
        alerts.fired().stream().filter(message -> !message.startsWith("marker"))
            .map(message -> message.substring(message.indexOf(' ') + 1))
            .map(String::strip).sorted().toList();
    System.err.println("20 rules fired " + fired.size() + " times");
    assertEquals(fleet.expected(), fired, () -> "-Deyas.seed=" + SEED + "\n" + fleet.document());
  }

  private void sendLast(RandomFleet fleet, int hours) {
    for (int i = 0; i < FleetTopics.PARTITIONS; i++) {
      topics.alertTo(i, fleet.lastAlert(hours));
    }
    topics.flush();
  }

  private void awaitMarkers(int count) {
    ConditionWait.until(
        () -> alerts.fired().stream().filter(message -> message.startsWith("marker")).count() >= count,
        () -> "-Deyas.seed=" + SEED + ": marker " + count + " is missing");
  }

  /** To random partitions, in the order of their times within each. */
  private void send(RandomFleet fleet, Random random, int from, int to) {
    for (int i = from; i < to; i++) {
      topics.alertTo(random.nextInt(FleetTopics.PARTITIONS), fleet.alert(i));
    }
    topics.flush();
  }
}
