package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.example.faulty.FaultyEnricher;
import org.example.faulty.FaultyFields;
import org.example.faulty.FaultyMetrics;
import org.example.faulty.FaultyOutput;
import org.example.faulty.FaultyRules;
import org.example.faulty.FaultyThreads;
import org.example.faulty.SteadyDriver;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.metric.MetricSource;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.source.EventSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faulty bundles in each role, while the program as shipped runs: their faults are reported with their names, and the other
 * bundles continue.
 */
@Timeout(120)
class FaultsTest {
  private static final String OPENED =
      "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: \"opened %evt.arg.name\"\n  priority: INFO\n";
  private static final String ODD =
      "- rule: odd\n  desc: d\n  condition: evt.type = openat and faulty.odd = 1\n  output: \"odd %evt.arg.name\"\n  priority: INFO\n"
          + "- rule: even\n  desc: d\n  condition: evt.type = openat and faulty.even = 1\n"
          + "  output: \"even %evt.arg.name %faulty.odd\"\n  priority: INFO\n";

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

  private void start(String rules, String... more) throws Exception {
    eyas.write("rules.yaml", rules);
    eyas.start(
        Program.eyas("-r", "rules.yaml", "-U", "-o", "engine.kind=modern_ebpf", "-o", "rule_matching=all")
            .and("-o", "eyas.bundles.directory=" + dropped, "-o", "eyas.faults.limit=3", "-o", "eyas.control.socket=" + socket())
            .and("-o", "webserver=" + eyas.webserver(), "-o", "metrics.enabled=true")
            .and(more));
    eyas.await("an alert", () -> eyas.count("out", "opened /f/") > 0);
  }

  private Path socket() {
    return folder.resolve("control.sock");
  }

  private Program.Result control(String... words) throws Exception {
    return Program.eyas(words).and("--socket", socket().toString()).in(folder).run();
  }

  private FaultyJar faulty(Class<?> component, Class<?> service, String action) {
    return FaultyJar.of(component, service).with("action", action).with("folder", folder);
  }

  private void awaitHealth(String what, Predicate<String> seen) throws Exception {
    eyas.await(what + " in /healthz: " + eyas.get("/healthz"), () -> seen.test(eyas.get("/healthz")));
  }

  private void awaitMore(String alerts) throws Exception {
    int before = eyas.count("out", alerts);
    eyas.await("more of " + alerts, () -> eyas.count("out", alerts) > before + 5);
  }

  @Test
  void exceptionsOfABundleAreCountedByItsNameAndOthersContinue() throws Exception {
    faulty(FaultyFields.class, FieldProvider.class, "throws").to(dropped);
    start(OPENED + ODD);
    faulty(FaultyEnricher.class, Enricher.class, "misses").to(dropped);
    faulty(FaultyRules.class, RuleProvider.class, "overflows").to(dropped);
    faulty(FaultyOutput.class, OutputChannel.class, "throws").with(OutputChannel.NAME, "faulty").to(dropped);
    faulty(FaultyMetrics.class, MetricSource.class, "throws").to(dropped);
    for (Class<?> bundle : List.of(FaultyFields.class, FaultyEnricher.class, FaultyRules.class, FaultyOutput.class,
        FaultyMetrics.class)) {
      String name = FaultyJar.symbolicName(bundle);
      String metric = "eyas_bundle_faults_total{bundle=\"" + name + "\",kind=\"failure\"";
      eyas.await(metric, () -> eyas.get("/metrics").contains(metric));
      assertTrue(eyas.get("/healthz").contains("\"" + name + "\": \""), () -> name + " in " + eyas.err());
    }
    awaitMore("opened /f/");
    awaitMore("even /f/");
    assertEquals(0, eyas.count("out", "odd /f/"));
    assertTrue(eyas.count("out", " <NA>") > 0);
    assertFalse(eyas.get("/healthz").contains("taken out"));
  }

  @Test
  void aSlowEnricherIsTakenOutAndBackAfterAnUpdate() throws Exception {
    start(OPENED);
    faulty(FaultyEnricher.class, Enricher.class, "slow").to(dropped);
    awaitHealth("taken out", health -> health.contains("takes too long: taken out after 3 calls over 10 ms"));
    eyas.await("the alert", () -> eyas.count("out", "Enricher org.example.faulty.FaultyEnricher of bundle") > 0);
    awaitMore("opened /f/");
    Program.Result readmitted = control("health", "readmit", FaultyJar.symbolicName(FaultyEnricher.class));
    assertEquals(0, readmitted.exitCode(), readmitted.err());
    eyas.await("out again", () -> eyas.count("out", "Enricher org.example.faulty.FaultyEnricher of bundle") == 2);
    Program.Result reported = control("health");
    assertEquals(1, reported.exitCode(), reported.err());
    assertTrue(reported.out().contains("takes too long: taken out after 3 calls over 10 ms"), reported.out());
    faulty(FaultyEnricher.class, Enricher.class, "well").versioned("1.0.1").to(dropped);
    eyas.await("a call", () -> Files.exists(folder.resolve("enriched-well")));
    awaitHealth("ok", health -> !health.contains("taken out"));
  }

  @Test
  void rulesOfAFieldThatAllocatesWithoutEndAreParkedAndAliveAfterAnUpdate() throws Exception {
    faulty(FaultyFields.class, FieldProvider.class, "allocates").to(dropped);
    start(OPENED + ODD);
    String reason = "field faulty.odd of bundle org.example.faulty.faultyfields allocates too much: taken out after 3 calls";
    eyas.await("err", "Rule 'odd' is parked: FieldProvider org.example.faulty.FaultyFields " + reason, 1);
    awaitHealth("odd", health -> health.contains("\"rules\": {\"odd\": ") && health.contains("\"bundles\": {"));
    awaitMore("even /f/");
    faulty(FaultyFields.class, FieldProvider.class, "well").versioned("1.0.1").to(dropped);
    eyas.await("alive", () -> eyas.count("err", "Rule 'odd' is no longer parked") > 0);
    awaitMore("odd /f/");
    awaitHealth("ok", health -> !health.contains("taken out"));
  }

  @Test
  void aCallOnTheLoopThatDoesNotReturnIsNamedWithinASecond() throws Exception {
    start(OPENED);
    faulty(FaultyEnricher.class, Enricher.class, "blocks").to(dropped);
    eyas.await("a call", () -> Files.exists(folder.resolve("inside")));
    long begin = System.nanoTime();
    awaitHealth("the enricher", health -> health.contains("org.example.faulty.faultyenricher\": \"a call of Enricher"));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    System.out.println("a call that does not return was named after " + millis + " ms");
    assertTrue(millis < 2_000, "within a second, and what a busy machine adds: " + millis + " ms");
    assertTrue(eyas.get("/healthz").contains("org.example.faulty.Action.block"), eyas.get("/healthz"));
    assertEquals(1, eyas.count("out", "does not return"));
    Files.writeString(folder.resolve("release"), "");
    awaitHealth("returned", health -> !health.contains("does not return"));
    awaitMore("opened /f/");
  }

  @Test
  void hangingRuleProviderIsNamedAndEventsAreProcessedMeanwhile() throws Exception {
    start(OPENED);
    faulty(FaultyRules.class, RuleProvider.class, "blocks").to(dropped);
    awaitHealth("the provider", health -> health.contains("on thread assemble"));
    awaitMore("opened /f/");
    Files.writeString(folder.resolve("release"), "");
    awaitHealth("returned", health -> !health.contains("does not return"));
  }

  @Test
  void threadsThatOutliveTheirBundleAreNamed() throws Exception {
    start(OPENED);
    Path jar = faulty(FaultyThreads.class, Runnable.class, "well").to(dropped);
    eyas.await("the thread", () -> Files.exists(folder.resolve("polling")));
    Files.delete(jar);
    awaitHealth("the thread", health -> health.contains("1 of its threads still run: faulty-poller"));
    eyas.await("the metric", () -> eyas.get("/metrics").contains(
        "eyas_bundle_leaked_threads{bundle=\"org.example.faulty.faultythreads\"} 1"));
    awaitMore("opened /f/");
  }

  @Test
  void anAuditLogThatCannotBeWrittenIsNamedUntilItCan() throws Exception {
    Path used = Files.writeString(folder.resolve("used"), "");
    start(OPENED, "-o", "eyas.audit.file=" + used + "/audit.jsonl");
    eyas.await("the socket", () -> Files.exists(socket()));
    assertEquals(1, control("health", "readmit", "org.acme").exitCode()); // rejected changes are written too
    String health = eyas.get("/healthz");
    assertTrue(health.contains("\"org.eyas.control\": \"" + used + "/audit.jsonl cannot be written"), health);
    Program.Result reported = control("health");
    assertEquals(1, reported.exitCode(), reported.err());
    assertTrue(reported.out().contains("see eyas.audit.file"), reported.out());
    Files.delete(used);
    assertTrue(control("audit").out().contains("org.acme"));
    assertFalse(eyas.get("/healthz").contains("org.eyas.control"), eyas.get("/healthz"));
    assertTrue(Files.readString(used.resolve("audit.jsonl")).contains("\"detail\":\"org.acme\""));
  }
}
