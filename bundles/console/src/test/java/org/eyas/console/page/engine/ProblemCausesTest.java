package org.eyas.console.page.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.junit.jupiter.api.Test;

class ProblemCausesTest {
  private static final HealthProblem DRIVER = problem(Part.SOURCE, "syscall");
  private static final HealthProblem AUDIT = problem(Part.SOURCE, "k8s_audit");
  private static final HealthProblem RECEIVER = problem(Part.OUTPUT, "http-second");
  private static final HealthProblem LOG = problem(Part.OUTPUT, "file");
  private static final HealthProblem RULES = problem(Part.RULES, "documents");
  private static final HealthProblem ENRICHER = problem(Part.BUNDLE, "org.acme.enricher");
  private static final List<HealthProblem> ALL = List.of(DRIVER, AUDIT, RECEIVER, LOG, RULES, ENRICHER);

  private final ProblemCauses causes =
      new ProblemCauses(
          List.of(
              key("engine.kind", "org.eyas.engine"), key("http_output.url", "org.eyas.output.http~http"),
              key("plugins[].init_config", "org.eyas.plugin.k8saudit"), key("rules_files", "org.eyas.rules.file")));

  private static HealthProblem problem(Part part, String name) {
    return new HealthProblem(part, name, "does not work", Instant.EPOCH);
  }

  private static ConfigurationKey key(String name, String pid) {
    return new ConfigurationKey(name, Shape.TEXT, List.of(), "a text", "", "Do something.", "", true, List.of(pid));
  }

  private List<HealthProblem> causedBy(String what, String detail) {
    AuditEntry entry = new AuditEntry(Instant.EPOCH, "console:ann", what, detail, true);
    List<HealthProblem> caused = new ArrayList<>(ALL);
    caused.removeIf(problem -> !causes.canCause(entry, problem));
    return caused;
  }

  @Test
  void aDriverCausesProblemsOfSystemCallsOnly() {
    assertEquals(List.of(DRIVER), causedBy("switch driver", "kmod"));
    assertEquals(List.of(DRIVER), causedBy("stop bundle", "org.eyas.driver.ebpf"));
    assertEquals(List.of(AUDIT), causedBy("stop bundle", "org.eyas.source.k8saudit"));
  }

  @Test
  void anOutputIsDisturbedByItsOwnChanges() {
    assertEquals(List.of(LOG), causedBy("reopen output", "file"));
    assertEquals(List.of(RECEIVER), causedBy("start bundle", "org.eyas.output.http"));
    assertEquals(List.of(), causedBy("test output", "file"));
  }

  @Test
  void aBundleOfSomebodyElseMayOfferAnything() {
    assertEquals(ALL, causedBy("stop bundle", "org.acme.enricher"));
    assertEquals(List.of(DRIVER, AUDIT, RECEIVER, LOG, RULES), causedBy("stop bundle", "org.acme.other"));
    assertEquals(List.of(ENRICHER), causedBy("readmit bundle", "org.acme.enricher"));
    assertEquals(ALL, causedBy("install bundle", "/root/org.acme.enricher-1.0.jar"));
    assertEquals(List.of(LOG), causedBy("install bundle", "/root/org.eyas.output.file-1.0.jar"));
  }

  @Test
  void changedRulesCauseProblemsOfRules() {
    for (String what : List.of("save rules", "enable rule", "mute alerts")) {
      assertEquals(List.of(RULES), causedBy(what, "x"), what);
    }
    assertEquals(List.of(RULES), causedBy("start bundle", "org.eyas.enricher.k8s"));
  }

  @Test
  void aKeyConcernsTheComponentsThatGetItsValue() {
    assertEquals(List.of(DRIVER), causedBy("set configuration key", "engine.kind=kmod"));
    assertEquals(List.of(RECEIVER), causedBy("save configuration", "/etc/eyas/eyas.yaml: http_output.url"));
    assertEquals(List.of(AUDIT, RULES), causedBy("save configuration", "/etc/eyas/eyas.yaml: plugins[0].init_config"));
    assertEquals(List.of(RULES), causedBy("save configuration", "/etc/eyas/eyas.yaml: json_output, rules_files"));
    assertEquals(List.of(), causedBy("set configuration key", "json_output=true"));
    assertEquals(ALL, causedBy("save configuration", "/etc/eyas/eyas.yaml: eyas.components[0].config.size"));
  }

  @Test
  void aTextOfTheConfigurationMayHaveChangedAnything() {
    assertEquals(ALL, causedBy("save configuration", "/etc/eyas/eyas.yaml"));
    assertEquals(ALL, causedBy("reload", "/etc/eyas/eyas.yaml"));
  }

  @Test
  void whatChangesNothingOfTheEngineIsNotACause() {
    for (String what : List.of("log in", "attempt: stop bundle", "record events", "start capture", "save search",
        "set account")) {
      assertEquals(List.of(), causedBy(what, "org.eyas.driver.ebpf"), what);
    }
  }
}
