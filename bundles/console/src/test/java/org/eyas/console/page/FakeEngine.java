package org.eyas.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.AuditLog;
import org.eyas.api.control.BundleControl;
import org.eyas.api.control.CaptureControl;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.Journal;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.control.PushdownStatus;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.incident.IncidentControl;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.undo.FileVersions;

/** An engine that returns what a test configures, and records the actions that it is asked for. */
public final class FakeEngine implements ConsoleServices, SourceControl, OutputControl, AuditLog, Health {
  public final List<String> actions = new CopyOnWriteArrayList<>();
  public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
  /** How many actions were done when each entry was written, in their order. */
  final List<Integer> actionsBefore = new CopyOnWriteArrayList<>();
  public volatile FakeAlerts alerts = new FakeAlerts();
  public final FakeFile file = new FakeFile(actions);
  public final FakeFileVersions versions = new FakeFileVersions(actions);
  public final FakeRules rules = new FakeRules(actions);
  public final FakeMutes mutes = new FakeMutes(this);
  public final FakeIncidents incidents = new FakeIncidents();
  /** Called before each search. */
  public volatile Runnable beforeSearch = () -> {};
  public volatile boolean there = true;
  public volatile boolean well = true;
  volatile long events;
  public volatile PushdownStatus pushdown = new PushdownStatus("eyas.pushdown.enabled is false", List.of());
  final FakeCompleteness completeness = new FakeCompleteness();
  public final FakeCaptures captures = new FakeCaptures(actions);
  private volatile String driver = "modern_ebpf";

  private <T> Optional<T> offer(T service) {
    return there ? Optional.of(service) : Optional.empty();
  }

  @Override
  public Optional<SourceControl> sourceControl() {
    return offer(this);
  }

  @Override
  public List<SourceStatus> sources() {
    Instant since = Instant.now().minusSeconds(4_000);
    return List.of(
        new SourceStatus("syscall", driver, SourceStatus.State.RUNNING, "", events, 3, since),
        new SourceStatus("k8s_audit", "webhook", SourceStatus.State.WAITING, "no bundle offers this source", 0, 0, since));
  }

  @Override
  public List<String> drivers() {
    return List.of("modern_ebpf", "kmod");
  }

  @Override
  public PushdownStatus pushdown() {
    return pushdown;
  }

  @Override
  public void switchDriver(String kind) throws RefusedException {
    if (kind.equals("kmod")) {
      throw new RefusedException("kmod: the module is not loaded: modprobe scap");
    }
    driver = kind;
    actions.add("use " + kind);
  }

  @Override
  public Optional<OutputControl> outputControl() {
    return offer(this);
  }

  @Override
  public List<OutputStatus> outputs() {
    return List.of(
        new OutputStatus(new ChannelState("stdout", true, ""), 1_204, 0, 0, 0, 0),
        new OutputStatus(new ChannelState("http", well, "connection refused"), 1_180, 24, 7, 640, 1_000));
  }

  @Override
  public void reopen(String output) {
    actions.add("reopen " + output);
  }

  @Override
  public void test(String output) throws RefusedException {
    if (outputs().stream().noneMatch(there -> there.channel().name().equals(output))) {
      throw new RefusedException("There is no output " + output + ".");
    }
    actions.add("test " + output);
  }

  @Override
  public Optional<RuleControl> rules() {
    return offer(rules);
  }

  @Override
  public Optional<RuleEngine> engine() {
    return offer(rules);
  }

  @Override
  public List<RuleFiles> ruleFiles() {
    return there ? List.of(rules.files()) : List.of();
  }

  @Override
  public Optional<Journal> journal() {
    return offer(rules.journal());
  }

  @Override
  public Optional<AlertHistory> alerts() {
    return offer(alerts);
  }

  @Override
  public Optional<AlertSearch> search() {
    beforeSearch.run();
    return offer(alerts.search());
  }

  @Override
  public Optional<IncidentControl> incidents() {
    return offer(incidents);
  }

  @Override
  public Optional<FileVersions> fileVersions() {
    return offer(versions);
  }

  @Override
  public Optional<MuteControl> mutes() {
    return offer(mutes);
  }

  @Override
  public Optional<Health> health() {
    return offer(this);
  }

  @Override
  public List<HealthProblem> problems() {
    return well ? List.of()
        : List.of(new HealthProblem(
            HealthProblem.Part.OUTPUT, "http", "24 alerts failed: connection refused", Instant.now().minusSeconds(90)));
  }

  @Override
  public List<FaultCount> faults() {
    return well ? List.of()
        : List
            .of(new FaultCount("org.acme.enricher", "Enricher org.acme.Slow", 3, 12, 0, "IllegalStateException: <no tag>", true));
  }

  @Override
  public void readmit(String bundle) {
    actions.add("readmit " + bundle);
  }

  @Override
  public Optional<BundleControl> bundles() {
    return offer(new FakeBundles(actions));
  }

  @Override
  public List<ConfigurationKey> componentKeys() {
    return List.of(
        new ConfigurationKey("eyas.components[org.acme.lines].config.port", ConfigurationKey.Shape.NUMBER, List.of(), "a number",
            "'7000'", "Send lines to this port.", "", true, List.of("org.acme.lines", "org.acme.output")));
  }

  @Override
  public Optional<ConfigurationFile> configuration() {
    return offer(file);
  }

  @Override
  public Optional<AuditLog> audit() {
    return offer(this);
  }

  @Override
  public Optional<Completeness> completeness() {
    return offer(completeness);
  }

  @Override
  public Optional<CaptureControl> captures() {
    return offer(captures);
  }

  @Override
  public void add(AuditEntry entry) {
    actionsBefore.add(actions.size());
    entries.addFirst(entry);
  }

  @Override
  public List<AuditEntry> recent(int most) {
    return entries.stream().limit(most).toList();
  }
}
