package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.example.faulty.LateNames;
import org.example.faulty.SteadyDriver;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.EventSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts wait for an enricher of a third party, while the program as shipped runs. */
@Timeout(180)
class HeldAlertsTest {
  private static final Pattern OPENED = Pattern.compile("opened /[fn]/(\\d+) in (\\S+)");
  private static final String RULES =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat and not evt.arg.name startswith /x/
        output: "opened %evt.arg.name in %late.name"
        priority: INFO
      - rule: elsewhere
        desc: d
        condition: evt.type = openat and not evt.arg.name startswith /x/ and not late.name = web
        output: "elsewhere %evt.arg.name"
        priority: INFO
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private Path dropped;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can put a jar into the watched folder");
    dropped = Files.createDirectory(folder.resolve("bundles.d"));
    FaultyJar.of(SteadyDriver.class, EventSource.class).with(EventSource.KIND, "modern_ebpf").with("service.ranking", 100)
        .to(dropped);
  }

  private static FaultyJar names(int millis) {
    return FaultyJar.of(LateNames.class, Enricher.class, FieldProvider.class).with("millis", millis);
  }

  private void start(FaultyJar names, String... more) throws Exception {
    names.to(dropped);
    eyas.write("rules.yaml", RULES);
    eyas.start(
        Program.eyas("-r", "rules.yaml", "-U", "-o", "engine.kind=modern_ebpf", "-o", "rule_matching=all")
            .and("-o", "eyas.bundles.directory=" + dropped, "-o", "eyas.control.socket=" + folder.resolve("control.sock"))
            .and("-o", "webserver=" + eyas.webserver(), "-o", "metrics.enabled=true", "-o", "eyas.enrich.hold_ms=10000")
            .and("-o", "eyas.enrich.follow_up_s=0") // else an alert that waited for too long is followed by one with its name
            .and(more)
            .with("EYAS_JAVA_OPTS", "-Deyas.test.folder=" + folder));
  }

  private long metric(String name) throws Exception {
    Matcher found = Pattern.compile("(?m)^" + name + "\\{evt_source=\"syscall\"} ([0-9.E]+)$").matcher(eyas.get("/metrics"));
    return found.find() ? (long) Double.parseDouble(found.group(1)) : -1;
  }

  /** The numbers of the files whose opening raised an alert, in ascending order. */
  private List<Long> opened() {
    List<Long> numbers = new ArrayList<>();
    Matcher matcher = OPENED.matcher(eyas.read("out"));
    while (matcher.find()) {
      numbers.add(Long.parseLong(matcher.group(1)));
    }
    return numbers.stream().sorted().toList();
  }

  private void assertEachOpenHasOneAlert(long first) {
    List<Long> numbers = opened();
    assertEquals(LongStream.range(first, first + numbers.size()).boxed().toList(), numbers);
  }

  /** Names that are found once the test creates a file. */
  private FaultyJar namesOnceFound() {
    return names(50).with("file", found().toString());
  }

  private Path found() {
    return folder.resolve("found");
  }

  @Test
  void everyAlertHasTheNameThatTheEnricherFoundLater() throws Exception {
    start(namesOnceFound());
    eyas.await("waiting alerts", () -> metric("eyas_alerts_held_now") > 0);
    Files.createFile(found());
    eyas.await("completed alerts", () -> metric("eyas_alerts_held_completed_total") > 0 && metric("eyas_alerts_held_now") == 0);
    eyas.await("alerts that did not wait", () -> eyas.count("out", " in web") > metric("eyas_alerts_held_total"));
    endAndAssertThatWaitingAlertsHaveTheirNames();
    assertEachOpenHasOneAlert(1);
  }

  /** On a very busy machine a few may have waited for too long. */
  private void endAndAssertThatWaitingAlertsHaveTheirNames() throws Exception {
    eyas.await("no waiting alerts", () -> metric("eyas_alerts_held_now") == 0);
    assertEquals(0, metric("eyas_alerts_held_early_total"));
    long timedOut = metric("eyas_alerts_held_timed_out_total");
    eyas.process().destroy();
    eyas.awaitEnd();
    assertEquals(timedOut, eyas.count("out", " in <NA>"));
    assertEquals(timedOut, eyas.count("out", "elsewhere"), "the rule excludes the name");
  }

  @Test
  void conditionsOfAFileOfFalcoAreDecidedAtOnce() throws Exception {
    start(
        namesOnceFound(), "-o", "eyas.defaults=falco", "-o", "stdout_output.enabled=true", "-o", "webserver.enabled=true",
        "-o", "eyas.enrich.follow_up_s=120");
    eyas.await("an alert of the first process", () -> eyas.count("out", "elsewhere /f/1") > 0);
    Files.createFile(found());
    eyas.await("an alert with its name, perhaps the second one", () -> eyas.count("out", "opened /f/1 in web") == 1);
    String out = eyas.read("out");
    assertTrue(out.indexOf("elsewhere /f/1") < out.indexOf("opened /f/1 "), out); // if both wait, they come in the order of the rules
  }

  @Test
  void anUpdateOfTheEngineLosesNoAlertThatWaits() throws Exception {
    start(names(-1), "-o", "eyas.enrich.max_held=1000000");
    eyas.await("waiting alerts", () -> metric("eyas_alerts_held_now") > 50);
    BundleJar.of(Dist.home().resolve("bundles/org.eyas.core.jar")).versioned("9.0.1").to(dropped, "core.jar");
    eyas.await("err", "Continuing with 'syscall' source", 1);
    eyas.await("alerts that waited", () -> eyas.count("out", "opened /f/1 in <NA>") == 1);
    eyas.await("waiting alerts again", () -> metric("eyas_alerts_held_now") > 50);
    eyas.process().destroy();
    eyas.awaitEnd();
    assertEachOpenHasOneAlert(1);
    assertTrue(eyas.count("out", "elsewhere") > 50, "decided without the name");
  }

  /** Switches to a driver without a command, whose start would take a part of the time that alerts wait. */
  private void use(String driver) throws Exception {
    Path used = folder.resolve("used");
    Files.writeString(folder.resolve(".use"), driver);
    Files.move(folder.resolve(".use"), folder.resolve("use"), StandardCopyOption.ATOMIC_MOVE);
    eyas.await("the driver " + driver, () -> Files.readString(used).equals("RUNNING " + driver));
  }

  @Test
  void alertsWaitOnWhileTheDriverIsSwitched() throws Exception {
    DriverJar.changer(dropped);
    DriverJar.driver(dropped, "numbered_a", "1.0.0");
    DriverJar.driver(dropped, "numbered_b", "1.0.0");
    start(namesOnceFound(), "-o", "engine.kind=nodriver", "-o", "eyas.enrich.max_held=1000000");
    String socket = folder.resolve("control.sock").toString();
    Program first = Program.eyas("sources", "use", "numbered_a", "--socket", socket).in(folder);
    eyas.await("the first driver", () -> first.run().exitCode() == 0);
    eyas.await("waiting alerts", () -> metric("eyas_alerts_held_now") > 0);
    use("numbered_b");
    long before = metric("eyas_alerts_held_total");
    eyas.await("alerts of the second driver", () -> metric("eyas_alerts_held_total") > before + 50);
    Files.createFile(found());
    eyas.await("the waiting alerts and later ones", () -> opened().size() > before + 100);
    endAndAssertThatWaitingAlertsHaveTheirNames();
    assertEachOpenHasOneAlert(opened().getFirst());
    assertTrue(eyas.count("out", " in web") > 50);
  }

  @Test
  void anUpdateOfTheEnricherDecidesEachWaitingAlertOnce() throws Exception {
    start(names(-1), "-o", "eyas.enrich.max_held=1000000");
    eyas.await("waiting alerts", () -> metric("eyas_alerts_held_now") > 50);
    names(0).versioned("1.1.0").to(dropped);
    eyas.await("alerts with the names of the new version", () -> eyas.count("out", " in web") > 50);
    eyas.process().destroy();
    eyas.awaitEnd();
    List<Long> opened = opened();
    assertEquals(List.copyOf(new TreeSet<>(opened)), opened, "none twice");
    assertEquals(1, opened.getFirst());
    List<Long> afterGaps = opened.stream().filter(number -> number > 1 && !opened.contains(number - 1)).toList();
    assertTrue(afterGaps.size() <= 1, () -> "the rules are parked once, while no enricher is there: " + afterGaps);
    assertEquals(1, eyas.count("out", "opened /f/50 in <NA>"), "decided without the name");
    assertTrue(eyas.count("out", "elsewhere") >= 50);
  }
}
