package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A command, the console or the configuration file switches the driver while events flow: each system call raises one alert,
 * if the driver of its time captures it.
 */
@Timeout(180)
class DriverSwitchTest {
  private static final String RULES =
      """
      - rule: opened
        desc: d
        condition: evt.type in (open, openat) and (evt.arg.name contains /n/ or evt.arg.name contains /e/)
        output: "%evt.arg.name by %proc.name at %evt.rawtime"
        priority: INFO
      """;
  private static final Pattern ALERT = Pattern.compile("/([ne])/(\\d+) by (\\S+) at (\\d+)");

  private static final String UNKNOWN = " by <NA>";

  private static final List<String> SWITCHES = List.of("modern_ebpf", "ptrace", "modern_ebpf");

  /** The distance of the test driver's numbered calls. */
  private static final long NUMBERED_NANOS = 2_000_000;

  @TempDir private Path folder;

  @BeforeEach
  void requireRoot() {
    assumeTrue("root".equals(System.getProperty("user.name")),
        "skipped: only root can drop bundles and read the kernel's events");
  }

  // As long as one driver is read, a process that is known stays known.
  private static void assertStaysKnown(String text) {
    boolean known = false;
    String before = "";
    for (String line : text.lines().toList()) {
      String stretch = line.contains("/n/") ? "n" : "e";
      known &= stretch.equals(before);
      assertTrue(!known || !line.contains(UNKNOWN), () -> line + " in " + text);
      known |= !line.contains(UNKNOWN);
      before = stretch;
    }
  }

  private record Alert(String folder, long number, long nanos) {}

  /** Consecutive alerts for the events of one driver. */
  private static List<List<Alert>> stretches(String text) {
    List<List<Alert>> all = new ArrayList<>();
    Matcher matcher = ALERT.matcher(text);
    while (matcher.find()) {
      Alert alert = new Alert(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(4)));
      if (all.isEmpty() || !all.getLast().getFirst().folder().equals(alert.folder())) {
        all.add(new ArrayList<>());
      }
      all.getLast().add(alert);
    }
    return all;
  }

  private static void assertNoNumberIsMissing(List<Alert> stretch) {
    for (int i = 0; i < stretch.size(); i++) {
      assertEquals(stretch.getFirst().number() + i, stretch.get(i).number(), () -> "one after the other: " + stretch);
    }
  }

  /** Switches to a driver by the command line; skips the test if it is the probe and that does not work. */
  private static void use(Swapped eyas, String kind) throws Exception {
    Program.Result result = eyas.ask("sources", "use", kind);
    assumeTrue(
        result.exitCode() == 0 || !kind.equals("modern_ebpf"), () -> "skipped: the probe does not work here: " + result.err());
    assertEquals(0, result.exitCode(), () -> result + eyas.log());
    assertTrue(result.out().startsWith("The driver is now " + kind), result::out);
  }

  private static void awaitMore(Swapped eyas, String of, int count) throws Exception {
    int goal = eyas.numbers(of).size() + count;
    eyas.awaitThat(() -> eyas.numbers(of).size() >= goal, "no more alerts of /" + of + "/");
  }

  // The driver of the first stretch knew none of the machine's processes: they are looked up one by one, a few at a time.
  private void awaitKnown(Swapped eyas) {
    eyas.awaitThat(() -> {
      String text = Files.readString(folder.resolve("alerts"));
      List<String> complete = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
      return !complete.getLast().contains(UNKNOWN);
    }, "the process stays unknown");
  }

  @Test
  void anAttachedProcessIsHandedFromTheTracerToTheProbeAndBackWithAllCallsExceptOneInProgress() throws Exception {
    Path stop = folder.resolve("stop");
    String program = """
        import os, sys, time
        number = 0
        while not os.path.exists(sys.argv[1]):
            number += 1
            try:
                open(sys.argv[2] + str(number))
            except OSError:
                time.sleep(0.002)
        """;
    Process opener =
        Program.of(InstalledProgram.require("python3"), "-c", program, stop.toString(), folder + "/e/").in(folder)
            .start(folder.resolve("opener"), folder.resolve("opener"));
    try (Swapped eyas = new Swapped(folder)) {
      eyas.rules(RULES);
      eyas.start(eyas.reachable("-o", "engine.kind=ptrace", "-o", "eyas.ptrace.pids[]=" + opener.pid()));
      awaitMore(eyas, "e", 100);
      for (String kind : SWITCHES) {
        use(eyas, kind);
        awaitMore(eyas, "e", 200);
      }
      Files.createFile(stop);
      assertTrue(opener.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, opener.exitValue(), () -> "it was let go unharmed " + eyas.log());
      eyas.end();
      List<Long> numbers = stretches(Files.readString(folder.resolve("alerts"))).getFirst().stream().map(Alert::number).toList();
      // The tracer sees the end of a call later than the probe: if that is the time of the switch, neither counts it, or both do.
      int uneven = 0;
      for (int i = 1; i < numbers.size(); i++) {
        long step = numbers.get(i) - numbers.get(i - 1);
        assertTrue(step >= 0 && step <= 2, () -> numbers.toString());
        uneven += step == 1 ? 0 : 1;
      }
      assertTrue(uneven <= SWITCHES.size(), uneven + " calls are missing or doubled: " + numbers);
    } finally {
      opener.destroyForcibly();
    }
  }

  @Test
  void probeAndTestDriverAlternateAndEachCallCountsForTheDriverOfItsTime() throws Exception {
    long slept = (long) (Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]) * 1e9) - System.nanoTime();
    assumeTrue(Math.abs(slept) < 1_000_000_000L,
        "skipped: this machine has slept, and the test driver's clock does not count that");
    try (Swapped eyas = new Swapped(folder);
        Opener opener = new Opener(folder.resolve("e"))) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      eyas.rules(RULES);
      eyas.start(eyas.reachable("-o", "engine.kind=nodriver"));
      eyas.awaitThat(() -> eyas.ask("sources").out().contains("nodriver"), "it does not start");
      use(eyas, "numbered_a");
      awaitMore(eyas, "n", 100);
      opener.start();
      for (int i = 0; i < 2; i++) {
        use(eyas, "modern_ebpf");
        awaitMore(eyas, "e", 200);
        awaitKnown(eyas);
        use(eyas, "numbered_a");
        awaitMore(eyas, "n", 100);
        awaitKnown(eyas);
      }
      opener.end();
      eyas.end();

      String text = Files.readString(folder.resolve("alerts"));
      List<List<Alert>> stretches = stretches(text);
      assertEquals(List.of("n", "e", "n", "e", "n"), stretches.stream().map(stretch -> stretch.getFirst().folder()).toList());
      stretches.forEach(DriverSwitchTest::assertNoNumberIsMissing);
      assertStaysKnown(text);
      Alert first = stretches.getFirst().getFirst();
      long bootNanos = first.nanos() - first.number() * NUMBERED_NANOS;
      for (int i = 1; i < stretches.size(); i++) {
        assertNothingIsLostBetween(stretches.get(i - 1).getLast(), stretches.get(i).getFirst(), opener, bootNanos);
      }
      assertEquals(stretches.stream().mapToInt(List::size).sum(), text.lines().count());
    }
  }

  // The moment of the switch is less than the distance of two numbered calls after the last counted one, or before the first
  // one.
  private static void assertNothingIsLostBetween(Alert last, Alert first, Opener opener, long bootNanos) {
    assertTrue(last.nanos() <= first.nanos(), () -> "in order of time: " + last + first);
    if (first.folder().equals("e") && first.number() > 1) {
      long missed = opener.beforeNanos(first.number() - 1) + bootNanos;
      assertTrue(missed < last.nanos() + NUMBERED_NANOS,
          () -> "lost: the one before " + first + ", begun at " + missed + "; " + last);
    }
    if (last.folder().equals("e")) {
      long missed = opener.afterNanos(last.number() + 1) + bootNanos;
      assertTrue(missed > first.nanos() - NUMBERED_NANOS,
          () -> "lost: the one after " + last + ", done at " + missed + "; " + first);
    }
  }

  @Test
  void anotherKindInTheConfigurationFileIsTakenWhenTheFileIsSaved() throws Exception {
    try (Swapped eyas = new Swapped(folder);
        Opener opener = new Opener(folder.resolve("e"))) {
      eyas.rules(RULES);
      configure("nodriver");
      eyas.start(eyas.reachable("-c", "eyas.yaml"));
      eyas.awaitThat(() -> eyas.ask("sources").out().contains("nodriver"), "it does not start");
      opener.start();
      configure("modern_ebpf");
      String seen = "Driver switched to modern_ebpf: engine.kind is now modern_ebpf; before: nodriver";
      String refused = "The driver stays nodriver";
      eyas.awaitThat(() -> eyas.lines(seen) + eyas.lines(refused) > 0, "no message about the driver");
      assumeTrue(eyas.lines(refused) == 0, () -> "skipped: the probe does not work here: " + eyas.log());
      awaitMore(eyas, "e", 200);
      configure("nodriver");
      eyas.awaitLine("Driver switched to nodriver: engine.kind is now nodriver; before: modern_ebpf", 1);
      List<Long> reported = eyas.numbers("e");
      String sources = eyas.answer("sources");
      assertTrue(sources.matches("(?s).*\nsyscall +nodriver +running .*"), sources);
      configure("modern_ebpf");
      eyas.awaitLine(seen, 2);
      awaitMore(eyas, "e", 200);
      opener.end();
      eyas.awaitThat(() -> eyas.numbers("e").contains(opener.last()), "the last one is missing");
      eyas.end();
      List<Long> all = eyas.numbers("e");
      int gap = reported.size();
      while (all.get(gap) == all.get(gap - 1) + 1) {
        gap++; // written shortly afterwards
      }
      assertOneAfterTheOther(all.subList(0, gap));
      assertOneAfterTheOther(all.subList(gap, all.size()));
    }
  }

  private static void assertOneAfterTheOther(List<Long> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      assertEquals(numbers.getFirst() + i, numbers.get(i), () -> "each once: " + numbers);
    }
  }

  private void configure(String kind) throws IOException {
    Path unfinished = Files.writeString(folder.resolve(".eyas.yaml"), "engine: {kind: " + kind + "}\n");
    Files.move(unfinished, folder.resolve("eyas.yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void theCommandShowsSourcesAndSwitchesDrivers() throws Exception {
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      DriverJar.driver(eyas.dropped(), "numbered_b", "1.0.0");
      eyas.start(eyas.reachable("--bundles", "!driver-ebpf"));
      awaitMore(eyas, "n", 100);
      String table = eyas.answer("sources");
      assertTrue(table.matches("SOURCE +KIND +STATE .*\nsyscall +numbered_a +running +\\d+ +0 .*\n"), table);
      use(eyas, "numbered_b");
      String json = eyas.answer("sources", "list", "--json");
      assertTrue(json.startsWith("{\"source\":\"syscall\",\"kind\":\"numbered_b\",\"state\":\"running\",\"events\":"), json);
      Matcher events = Pattern.compile("\"events\":(\\d+)").matcher(json);
      assertTrue(events.find() && Long.parseLong(events.group(1)) >= 100L * 100, json);
      Program.Result refused = eyas.ask("sources", "use", "nowhere");
      assertEquals(1, refused.exitCode());
      assertTrue(refused.err().startsWith("Error: ") && refused.err().contains("nowhere"), refused::err);
      awaitMore(eyas, "n", 100);
      use(eyas, "auto");
      awaitMore(eyas, "n", 100);
      String audit = eyas.answer("audit");
      assertTrue(audit.matches(
          "(?s).* true +switch driver +numbered_b\n.* false +switch driver +nowhere\n.* true +switch driver +auto\n"), audit);
      assertEquals(1, eyas.lines("Driver switched to numbered_b: on request; before: numbered_a"));
      eyas.end();
      eyas.assertEachOnce();
    }
  }

  @Test
  void theConsoleSwitchesDrivers() throws Exception {
    Swapped eyas = new Swapped(folder);
    DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
    DriverJar.driver(eyas.dropped(), "numbered_b", "1.0.0");
    Files.writeString(
        folder.resolve("eyas.yaml"),
        """
        rules_files: [rules.yaml]
        stdout_output: {enabled: false}
        file_output: {enabled: true, keep_alive: true, filename: %1$s/alerts}
        eyas:
          bundles: {directory: %1$s/bundles.d, start: ["!driver-ebpf"]}
          audit: {file: %1$s/audit.jsonl}
        """
            .formatted(folder));
    try (ConsoleRun run = ConsoleRun.start(folder)) {
      awaitMore(eyas, "n", 100);
      run.logIn();
      assertEquals(403, run.post("/channels", "do", "driver", "kind", "numbered_b").statusCode(), "without the page's token");
      String page = run.get("/channels").body();
      assertTrue(page.contains(">numbered_a</td>") && page.contains("<option>numbered_b</option>"), page);
      HttpResponse<String> switched = run.submit("/channels", "do", "driver", "kind", "numbered_b");
      assertEquals(200, switched.statusCode(), switched::body);
      assertTrue(switched.body().contains("The driver is now numbered_b."), switched::body);
      HttpResponse<String> refused = run.submit("/channels", "do", "driver", "kind", "nowhere");
      assertEquals(409, refused.statusCode(), refused::body);
      assertTrue(refused.body().contains("nowhere"), refused::body);
      awaitMore(eyas, "n", 100);
      String audit = run.get("/audit").body();
      assertTrue(audit.contains("switch driver") && audit.contains("numbered_b"), audit);
      assertEquals(1, eyas.lines("Driver switched to "), eyas::log);
      run.submit("/account", "do", "put", "user", "vic", "role", "viewer", "fresh", "only looks at things");
      run.logIn("vic", "only looks at things");
      assertEquals(403, run.submit("/channels", "do", "driver", "kind", "numbered_a").statusCode());
      run.forgetCookie();
      assertEquals(401, run.post("/channels", "do", "driver", "kind", "numbered_a").statusCode(), "nobody is logged in");
      assertEquals(1, eyas.lines("Driver switched to "), eyas::log);
    }
    eyas.assertEachOnce();
  }
}
