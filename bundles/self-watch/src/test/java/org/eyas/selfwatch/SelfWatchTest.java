package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfWatchTest {
  @TempDir private Path folder;
  private final RaisedAlerts alerts = new RaisedAlerts();
  private final FakeAudit audit = new FakeAudit();
  private Path rules;
  private SelfWatch watch;

  private record Watched(String[] files) implements SelfWatch.Config {
    @Override
    public Class<? extends Annotation> annotationType() {
      return SelfWatch.Config.class;
    }
  }

  @BeforeEach
  void begin() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), "one");
    Files.createDirectories(folder.resolve("home/bundles"));
    Files.writeString(folder.resolve("home/bundles/core.jar"), "core");
    watch =
        new SelfWatch(folder.resolve("home"), new Watched(new String[] {rules.toString()}), alerts, new FakeHistory());
    watch.audit = audit;
  }

  @AfterEach
  void end() {
    watch.close();
  }

  private void awaitAlert(String text) {
    ConditionWait.until(() -> alerts.texts().contains(text), () -> text + " is not in " + alerts.texts());
  }

  private void entry(String what, boolean done) {
    audit.add(new AuditEntry(Instant.now(), "cli:uid 0 pid 7", what, "x", done));
  }

  @Test
  void aRulesFileOrABundleThatChangesOnDiskRaisesAnAlert() throws IOException {
    Files.writeString(rules, "another");
    awaitAlert(
        "WARNING Eyas internal: files changed: Files of the engine changed {eyas.by=unknown, eyas.count=1, eyas.files=" + rules
            + " (changed)}");
    Path jar = Files.writeString(folder.resolve("home/bundles/evil.jar"), "evil");
    awaitAlert(
        "WARNING Eyas internal: files changed: Files of the engine changed {eyas.by=unknown, eyas.count=1, eyas.files=" + jar
            + " (added)}");
    assertEquals(2, alerts.all().size());
  }

  @Test
  void aFileThatTheConfigurationNamesLaterIsWatchedFromThenOn() throws IOException {
    Path more = Files.writeString(folder.resolve("more.yaml"), "one");
    watch.follow(new Watched(new String[] {rules.toString(), more.toString()}));
    assertEquals(List.of(), alerts.texts());
    Files.delete(more);
    awaitAlert(
        "WARNING Eyas internal: files changed: Files of the engine changed {eyas.by=unknown, eyas.count=1, eyas.files=" + more
            + " (removed)}");
  }

  @Test
  void aChangeByACommandRaisesAnAlertWithItsAuthor() {
    ConditionWait.until(
        () -> {
          entry("disable rule", true); // again and again: those before the first look are not new
          return !alerts.all().isEmpty();
        });
    entry("switch driver", false);
    awaitAlert(
        "NOTICE Eyas internal: engine changed: Somebody changed the engine {eyas.detail=x, eyas.what=disable rule, eyas.who=cli:uid 0 pid 7}");
    awaitAlert(
        "WARNING Eyas internal: engine changed: Somebody was refused a change of the engine {eyas.detail=x,"
            + " eyas.what=switch driver, eyas.who=cli:uid 0 pid 7}");
  }

  @Test
  void theLastAlertNamesTheClientThatAskedForTheStop() {
    watch.run();
    entry("attempt: stop engine", true);
    watch.run();
    assertEquals(
        List.of(
            "WARNING Eyas internal: engine stopping: Eyas is stopping {eyas.by=a signal}",
            "WARNING Eyas internal: engine stopping: Eyas is stopping {eyas.by=cli:uid 0 pid 7}"),
        alerts.texts());
  }
}
