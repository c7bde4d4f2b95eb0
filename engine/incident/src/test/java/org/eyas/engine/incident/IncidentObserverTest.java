package org.eyas.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.FdType;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentObserverTest {
  private static final String RULES =
      """
      - {rule: secret, desc: d, condition: evt.type = openat, output: o, priority: WARNING, tags: [mitre_credential_access, T1003.008]}
      - {rule: sent, desc: d, condition: evt.type = openat, output: o, priority: DEBUG, tags: [eyas_signal_60, mitre_exfiltration, T1048]}
      - {rule: bad, desc: d, condition: evt.type = openat, output: o, priority: CRITICAL, tags: [mitre_impact, T1486]}
      - {rule: kept out, desc: d, condition: evt.type = openat, output: o, priority: CRITICAL, tags: [eyas_no_incident]}
      """;

  /** The numbers of O_RDONLY and O_WRONLY in events. */
  private static final long READ = 1;
  private static final long WRITE = 2;

  private LoadResult loaded = load(RULES);
  private final List<IncidentReport> reported = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final AlertObserver next = (all, rule, event, alert) -> seen.add(rule.name());
  private @Nullable IncidentTable table = new IncidentTable();
  private final IncidentObserver observer = new IncidentObserver(next, () -> table, reported::add);
  private long openFlags = READ;
  private long nanos = Steps.START;

  private static LoadResult load(String rules) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", rules)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  private void fires(String name, FakeProcess process, String file) {
    fires(
        name,
        FakeEvent.of(EventSchema.current().type("SYSCALL_OPENAT_2_X"), 5, -100, file, openFlags, 0, 0, 0)
            .by(process).about(FakeFd.of(5, FdType.FILE, file)));
  }

  private void fires(String name, FakeEvent event) {
    LoadedRule rule = loaded.rules().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    event.timestampNanos = ++nanos;
    event.sequence = nanos - Steps.START;
    Alert alert =
        new Alert(nanos, rule.alert().priority(), name, "syscall", "message of " + name, new TreeMap<>(), rule.alert().tags());
    observer.alerted(loaded, rule, event, alert);
  }

  private static FakeProcess process(long pid, String container) {
    FakeProcess process = FakeProcess.of(pid, "sh");
    process.program.exepath = Text.of("/bin/sh");
    if (!container.isEmpty()) {
      process.attachments.put(ContainerDescription.KEY, new ContainerDescription() {
        @Override
        public Text json() {
          return Text.EMPTY;
        }

        @Override
        public Bytes id() {
          return Text.of(container);
        }
      });
    }
    return process;
  }

  private static FakeProcess inTree(long pid, long root) {
    FakeProcess process = process(pid, "");
    process.attachments.put(ServiceTree.KEY, new ServiceTree(root, 7, Text.EMPTY));
    return process;
  }

  @Test
  void alertsAndSignalsOfOneTreeAreJoined() {
    fires("secret", inTree(10, 9), "/etc/shadow");
    fires("sent", inTree(11, 9), "10.0.0.1:1->10.0.0.2:443");
    fires("bad", inTree(12, 9), "/home/a.locked");
    IncidentReport incident = reported.getFirst();
    assertEquals(List.of("secret", "sent", "bad"), incident.steps().stream().map(IncidentStep::rule).toList());
    assertEquals(List.of(30, 60, 60), incident.steps().stream().map(IncidentStep::points).toList());
    assertEquals(List.of(false, true, false), incident.steps().stream().map(IncidentStep::signal).toList());
    IncidentStep first = incident.steps().getFirst();
    assertEquals("/etc/shadow", first.object());
    assertEquals("/bin/sh", first.program());
    assertEquals("credential access", first.tactic());
    assertTrue(incident.critical());
    assertEquals(List.of("secret", "sent", "bad"), seen, "the next observer sees all");
  }

  @Test
  void theContainerJoinsTheTreesInIt() {
    fires("bad", process(10, "abc"), "/a");
    fires("sent", process(11, "abc"), "/b");
    fires("sent", process(12, "def"), "/b");
    assertEquals(2, reported.getFirst().steps().size());
  }

  @Test
  void withoutSignalsAmongTheRulesThereAreNoSteps() {
    loaded = load(RULES.replace("eyas_signal_60, ", ""));
    fires("bad", inTree(10, 9), "/a");
    fires("secret", inTree(10, 9), "/b");
    assertEquals(List.of(), table.incidents());
    assertEquals(List.of("bad", "secret"), seen);
  }

  @Test
  void aLongNameTakesNoMoreMemoryThanAnother() {
    fires("bad", inTree(10, 9), "/" + "x".repeat(4_000));
    assertEquals(303, table.incidents().getFirst().steps().getFirst().object().length());
  }

  private void writes(FakeProcess process, String file) {
    openFlags = WRITE;
    fires("bad", process, file);
    openFlags = READ;
  }

  private static FakeProcess running(FakeProcess process, String file) {
    ServiceTree tree = (ServiceTree) process.attachments.get(ServiceTree.KEY);
    process.attachments.put(RunFile.KEY, new RunFile(LeftFiles.fileKey(process, file), tree));
    return process;
  }

  @Test
  void whatRunsAWrittenFileIsAStep() {
    writes(inTree(10, 9), "/usr/local/bin/x");
    fires("sent", running(inTree(20, 19), "/usr/local/bin/x"), "10.0.0.1:1->10.0.0.2:443");
    fires("secret", inTree(30, 29), "/etc/shadow");
    assertEquals(2, table.find(reported.getFirst().id()).orElseThrow().steps().size());
  }

  @Test
  void aFileThatWasOnlyReadConnectsNothing() {
    fires("secret", inTree(10, 9), "/usr/local/bin/x");
    assertTrue(table.leftFiles().isEmpty());
  }

  @Test
  void whatWasMadeExecutableConnectsAsWhatWasWritten() {
    FakeEvent changed = FakeEvent.of(EventSchema.current().type("SYSCALL_FCHMODAT_X"), 0, -100, "/tmp/x", 0755).by(inTree(10, 9));
    fires("bad", changed);
    fires("sent", running(inTree(20, 19), "/tmp/x"), "10.0.0.1:1->10.0.0.2:443");
    assertEquals(2, reported.getFirst().steps().size());
  }

  private static FakeProcess ofUnit(String unit) {
    FakeProcess service = process(20, "");
    service.attachments.put(ServiceTree.KEY, new ServiceTree(19, 7, Text.of(unit)));
    return service;
  }

  @Test
  void theUnitOfAWrittenFileIsAStep() {
    writes(inTree(10, 9), "/etc/systemd/system/x.timer");
    fires("sent", ofUnit("x.service"), "10.0.0.1:1->10.0.0.2:443");
    assertEquals(2, reported.getFirst().steps().size());
  }

  @Test
  void aContainerCannotClaimAUnitOfTheHost() {
    writes(process(10, "abc"), "/etc/systemd/system/ssh.service");
    fires("sent", ofUnit("ssh.service"), "10.0.0.1:1->10.0.0.2:443");
    assertEquals(List.of(), reported);
  }

  @Test
  void aUserCannotClaimAUnitByAFileElsewhere() {
    writes(inTree(10, 9), "/tmp/systemd/ssh.service");
    writes(inTree(10, 9), "/tmp/etc/systemd/system/ssh.service");
    fires("sent", ofUnit("ssh.service"), "10.0.0.1:1->10.0.0.2:443");
    assertEquals(List.of(), reported);
  }

  @Test
  void whatAPackageManagerInstallsConnectsNothing() {
    FakeProcess manager = inTree(10, 9);
    manager.program.exepath = Text.of("/usr/bin/dpkg");
    writes(manager.child(11, "sh"), "/usr/bin/x");
    assertTrue(table.leftFiles().isEmpty());
  }

  @Test
  void aServiceThatARunFileStartsIsAnotherTree() {
    writes(inTree(10, 9), "/usr/local/bin/x");
    FakeProcess process = running(inTree(20, 19), "/usr/local/bin/x");
    process.attachments.put(ServiceTree.KEY, new ServiceTree(21, 7, Text.EMPTY));
    fires("sent", process, "10.0.0.1:1->10.0.0.2:443");
    assertEquals(List.of(), reported);
  }

  @Test
  void aRuleCanBeKeptOut() {
    fires("kept out", inTree(10, 9), "/a");
    assertEquals(List.of(), table.incidents());
    assertEquals(List.of("kept out"), seen);
  }

  @Test
  void anUnknownProcessBelongsToNoIncident() {
    fires("bad", FakeProcess.unknown(10), "/a");
    assertEquals(List.of(), table.incidents());
  }

  @Test
  void theMachineItselfIsNoTree() {
    FakeProcess init = process(1, "");
    init.attachments.put(ServiceTree.KEY, ServiceTree.OF_MACHINE);
    fires("bad", init, "/a");
    fires("sent", init, "/b");
    assertEquals(List.of(), reported);
  }

  @Test
  void alertsPassWhileThereAreNoIncidents() {
    IncidentTable before = table;
    table = null;
    fires("bad", inTree(10, 9), "/a");
    assertNull(table);
    assertEquals(List.of("bad"), seen);
    assertEquals(List.of(), before.incidents());
  }
}
