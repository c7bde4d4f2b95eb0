package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What administrators can see is the same after an update of the engine, during 50,000 events per second. */
@Timeout(180)
class UpdateKeepsTest {
  private static final Pattern ALERT = Pattern.compile("\"number\":(\\d+),.*\"message\":\"/n/(\\d+) by ");
  private static final int EVENTS_A_MILLISECOND = 50;

  @TempDir private Path folder;
  private Process follower;

  @AfterEach
  void end() {
    if (follower != null) {
      follower.destroyForcibly();
    }
  }

  private Path socket() {
    return folder.resolve("control.sock");
  }

  private Program command(String... words) {
    return Program.eyas(words).and("--socket", socket().toString()).in(folder);
  }

  private Program.Result ask(String... words) throws Exception {
    return command(words).run();
  }

  private String answer(String... words) throws Exception {
    Program.Result result = ask(words);
    assertEquals(0, result.exitCode(), () -> String.join(" ", words) + ": " + result);
    return result.out();
  }

  /** Alerts by their text: the number of each event with that of its alert. */
  private List<String> alerts() throws Exception {
    List<String> all = new ArrayList<>();
    Matcher matcher = ALERT.matcher(answer("alerts", "list", "-n", "10000", "--json"));
    while (matcher.find()) {
      all.add(matcher.group(1) + " " + matcher.group(2));
    }
    return all;
  }

  private static void assertOneAfterTheOther(List<String> alerts) {
    long[] first = numbers(alerts.getFirst());
    for (int i = 0; i < alerts.size(); i++) {
      assertEquals(first[0] + i + " " + numberOf(first[1] + i), alerts.get(i), "each alert once");
    }
  }

  private static long[] numbers(String alert) {
    String[] parts = alert.split(" ");
    return new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])};
  }

  private static String numberOf(long event) {
    return String.format("%012d", event);
  }

  private static String value(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
    assertTrue(matcher.find(), () -> name + " in " + json);
    return matcher.group(1);
  }

  private static void assertNoEventIsMissing(String journal) {
    OffsetDateTime from = OffsetDateTime.parse(value(journal, "from"));
    OffsetDateTime to = OffsetDateTime.parse(value(journal, "to"));
    long expected = EVENTS_A_MILLISECOND * Duration.between(from, to).toMillis();
    long events = Long.parseLong(value(journal, "events"));
    assertTrue(Math.abs(events - expected) <= 3 * EVENTS_A_MILLISECOND, () -> expected + " events expected: " + journal);
  }

  @Test
  void alertsJournalAndHitsAreThereAfterAnUpdateAndGoOn() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      List<String> settings =
          List.of(
              "eyas.control.socket=" + socket(), "eyas.audit.file=" + folder.resolve("audit"), "eyas.alert_history.size_kb=20480",
              "eyas.alert_history.directory=" + folder.resolve("history"),
              "eyas.evidence.file=" + folder.resolve("evidence"),
              "eyas.output_queues[]={output: file, capacity: 654321}");
      List<String> arguments = new ArrayList<>(List.of("--bundles", "!driver-ebpf"));
      settings.forEach(setting -> arguments.addAll(List.of("-o", setting)));
      eyas.start(arguments.toArray(String[]::new));
      eyas.awaitMore(100);
      follower = command("alerts", "follow").start(folder.resolve("followed"), folder.resolve("follower.err"));
      eyas.awaitThat(() -> followed() > 0, "nobody follows");
      answer("journal", "record", "--mb", "128");
      eyas.awaitMore(200);
      List<String> alertsBefore = alerts();
      String described = described(alertsBefore.getFirst());
      String journalBefore = answer("journal", "--json");
      long hitsBefore = hits();
      long seenBefore = seen();

      BundleJar.of(Dist.home().resolve("bundles/org.eyas.core.jar")).versioned("9.0.1").to(eyas.dropped(), "core.jar");
      eyas.awaitLine("Continuing with 'syscall' source of kind numbered_a", 1);
      eyas.awaitMore(200);

      assertEquals("654321", value(answer("outputs", "--json"), "capacity"), "the output has its own queue");
      String journal = answer("journal", "--json");
      assertEquals("true", value(journal, "recording"));
      assertEquals(value(journalBefore, "from"), value(journal, "from"), "the oldest event is there");
      assertNoEventIsMissing(journal);
      assertTriedFromBeforeToAfter();
      List<String> alerts = alerts();
      assertOneAfterTheOther(alerts);
      // A busy machine may have raised more alerts since than a list can have.
      long listed = numbers(alerts.getFirst())[0];
      for (String before : alertsBefore.subList(alertsBefore.size() - 50, alertsBefore.size())) {
        assertTrue(numbers(before)[0] < listed || alerts.contains(before), () -> before + " in " + alerts);
      }
      String[] newest = alertsBefore.getLast().split(" ");
      assertTrue(answer("alerts", "show", newest[0]).contains("/n/" + newest[1] + " by "), newest[0]);
      String shown = answer("alerts", "show", described);
      assertTrue(shown.contains("> true"), shown);
      assertTrue(hits() > hitsBefore, () -> "hits count on from " + hitsBefore);
      assertTrue(seen() >= seenBefore + 100 * (hits() - hitsBefore) / 2, () -> "events counted before stay: " + seenBefore);
      assertFollowerIsTold(eyas);
      eyas.end();
      eyas.assertEachOnce();
    }
  }

  private long followed() throws IOException {
    return lines("followed");
  }

  private long lines(String file) throws IOException {
    return Files.readString(folder.resolve(file)).lines().count();
  }

  // Of a flood only some are explained: the first ones.
  private String described(String first) throws Exception {
    String number = first.substring(0, first.indexOf(' '));
    String shown = answer("alerts", "show", number);
    assertTrue(shown.contains("> true"), () -> number + shown);
    return number;
  }

  private long hits() throws Exception {
    return Long.parseLong(value(answer("rules", "--json"), "matches"));
  }

  private long seen() throws Exception {
    return answer("completeness", "numbered", "--json").lines().mapToLong(line -> Long.parseLong(value(line, "seen"))).sum();
  }

  private void assertTriedFromBeforeToAfter() throws Exception {
    String tried = answer("rules", "try", "rules.yaml", "--rule", "numbered", "-n", "1", "--json");
    long events = Long.parseLong(value(tried, "events"));
    long matches = Long.parseLong(value(tried, "matches"));
    assertTrue(Math.abs(events / 100 - matches) <= 1, () -> "each hundredth of " + events + ": " + matches);
  }

  private void assertFollowerIsTold(Swapped eyas) throws Exception {
    eyas.awaitThat(() -> lines("follower.err") > 0, "the follower of the old engine waits for ever");
    assertEquals(1, follower.waitFor());
    assertTrue(
        Files.readString(folder.resolve("follower.err")).contains("the engine is being updated, or ends: follow again"));
  }
}
