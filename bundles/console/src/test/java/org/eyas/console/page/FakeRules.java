package org.eyas.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Journal;
import org.eyas.api.control.JournalSpan;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.RulesInUse;
import org.eyas.api.control.Trial;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.api.rule.RuleSetView;
import org.jspecify.annotations.Nullable;

/** Rules of two documents, one of them a file. A condition that contains "broken" is invalid. */
public final class FakeRules implements RuleControl, RuleEngine {
  public static final String FILE = "/etc/eyas/rules.d/own.yaml";

  private static final Instant PUBLISHED = Instant.parse("2026-11-28T10:00:00Z");

  private final List<String> actions;
  private final RuleDocument shipped =
      new RuleDocument("eyas_rules.yaml", "- macro: shipped\n  condition: evt.type = open\n- rule: Shell in a container\n");
  private volatile RuleDocument own = new RuleDocument(FILE,
      "- rule: Own\n  desc: d\n  condition: evt.type = openat\n  output: \"<b>%evt.arg.name\"\n  priority: NOTICE\n");
  private volatile boolean recording;
  private final CountDownLatch hanging = new CountDownLatch(1);
  private volatile String hang = "nothing hangs";
  private volatile boolean interrupted;
  volatile boolean busy;
  /** Why the engine does not use the file as it is. */
  public volatile String problem = "";
  /** The content of the file in use; null for that of the file. */
  public volatile @Nullable String inUse;
  /** The matches of the rule Own. */
  public volatile long hits = 1_042;

  FakeRules(List<String> actions) {
    this.actions = actions;
  }

  @Override
  public List<RuleStatus> rules() {
    return List.of(
        status("Shell in a container", RuleSetView.State.ENABLED, "", shipped.name(), 12, 480_000, 31_000_000),
        status("Write below etc", RuleSetView.State.DISABLED, "", shipped.name(), 0, 0, 0),
        status("Audit of pods", RuleSetView.State.PARKED, "its source k8s_audit is not there", shipped.name(), 0, 0, 0),
        status("Own", RuleSetView.State.ENABLED, "", own.name(), hits, 1_200_000, 250_000_000));
  }

  private static RuleStatus status(String name, RuleSetView.State state, String reason, String document, long hits, long tested,
      long nanos) {
    RuleSetView.RuleView view =
        new RuleSetView.RuleView(name, "Reports " + name, "syscall", Priority.WARNING, List.of("container", "T1059"), state,
            reason);
    return new RuleStatus(view, document, 1, hits, tested, nanos);
  }

  @Override
  public List<RuleDocument> documents() {
    String content = inUse;
    return List.of(shipped, content == null ? own : new RuleDocument(FILE, content));
  }

  @Override
  public RulesInUse inUse() {
    return new RulesInUse(PUBLISHED, problem);
  }

  @Override
  public OpenSequences openSequences(String rule, int limit) {
    return OpenSequences.NONE;
  }

  @Override
  public Trial tryRules(List<RuleDocument> documents, String rule, int most) throws RefusedException {
    if (!recording) {
      throw new RefusedException("The journal holds no events: let it record first.");
    }
    actions.add("try " + rule);
    FakeAlerts alerts = new FakeAlerts();
    alerts.raise(Priority.NOTICE, "Own", "opened /etc/<shadow>");
    return new Trial(span(), 1, alerts.recent(most), rule.isEmpty() ? "" : "nearest: evt.type = openat");
  }

  @Override
  public LoadReport validate(List<RuleDocument> documents) throws RefusedException {
    if (busy) {
      throw new RefusedException("not checked: the engine is checking other rules");
    }
    if (documents.stream().anyMatch(document -> document.content().equals(hang))) {
      hang();
    }
    return new LoadReport(documents.stream().map(FakeRules::result).toList());
  }

  private void hang() throws RefusedException {
    hanging.countDown();
    try {
      new CountDownLatch(1).await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted while rules were checked");
    }
  }

  /** A check of this text lasts until it is interrupted. */
  public void hangOn(String content) {
    hang = content;
  }

  public void awaitHanging() throws InterruptedException {
    hanging.await(60, TimeUnit.SECONDS);
  }

  public boolean wasInterrupted() {
    return interrupted;
  }

  /** Another content of the file. */
  public void write(String content) {
    own = new RuleDocument(FILE, content);
  }

  private static LoadReport.Result result(RuleDocument document) {
    int at = document.content().indexOf("broken");
    int line = at < 0 ? 0 : (int) document.content().substring(0, at).lines().count() - 1;
    List<Diagnostic> errors =
        at < 0
            ? List.of()
            : List.of(
                new Diagnostic(
                    "LOAD_ERR_COMPILE_CONDITION", "Error compiling condition", Diagnostic.Severity.ERROR,
                    List.of(
                        new Diagnostic.Location(document.name(), "rule condition", "", line, 4, at),
                        new Diagnostic.Location("\"broken\"", "condition expression", "", line + 1, 9, at)),
                    "evt.type = openat and broken\n                      ^\n", "unknown field 'broken'",
                    "did you mean proc.name?"));
    Diagnostic.Location first = new Diagnostic.Location(document.name(), "rule", "", 0, 0, 0);
    List<Diagnostic> hints =
        !document.content().contains("odd")
            ? List.of()
            : List.of(
                new Diagnostic(
                    "LINT_NEAR_LIST", "Likely mistake", Diagnostic.Severity.WARNING, List.of(first), "", "did you mean even?",
                    ""));
    return new LoadReport.Result(document.name(), errors, List.of(), LoadReport.SchemaState.OK, List.of(), hints);
  }

  @Override
  public List<FieldClass> fields(String source) {
    if (!source.equals("syscall")) {
      return List.of();
    }
    return List.of(
        new FieldClass(
            "process", "Process", "",
            List.of(
                field("proc.name", Argument.NONE, Set.of(), "The name of the program."),
                field("proc.pname", Argument.NONE, Set.of(), "That of its parent."),
                field("proc.pid", Argument.NONE, Set.of(), "Its id."),
                field("proc.duration", ValueType.RELTIME, Argument.NONE, Set.of(), "Its age."))),
        new FieldClass(
            "evt", "Event", "",
            List.of(
                field("evt.type", Argument.NONE, Set.of(), "The system call."),
                field("evt.arg", Argument.REQUIRED_INDEX_OR_KEY, Set.of(), "An argument."),
                field("evt.hidden", Argument.NONE, Set.of(FieldDefinition.Flag.HIDDEN), "Not shown."))));
  }

  private static FieldDefinition field(String name, Argument argument, Set<FieldDefinition.Flag> flags, String description) {
    return field(name, ValueType.CHARBUF, argument, flags, description);
  }

  private static FieldDefinition field(
      String name, ValueType type, Argument argument, Set<FieldDefinition.Flag> flags, String description) {
    return new FieldDefinition(
        name, type, FieldDefinition.Shape.ONE, argument, ParamDefinition.Format.NA, flags, description);
  }

  @Override
  public RuleSetView active() {
    return new RuleSetView(rules().stream().map(RuleStatus::rule).toList());
  }

  private JournalSpan span() {
    return recording
        ? new JournalSpan(true, 1_795_600_000_000_000_000L, 1_795_600_060_000_000_000L, 123_456, 9_000_000, 33_554_432,
            "it covers 12 seconds only, older events were dropped")
        : new JournalSpan(false, 0, 0, 0, 0, 0, "");
  }

  public Journal journal() {
    return new Journal() {
      @Override
      public JournalSpan span() {
        return FakeRules.this.span();
      }

      @Override
      public void record(long limitBytes, long seconds) {
        recording = true;
      }

      @Override
      public void clear() {
        recording = false;
      }
    };
  }

  RuleFiles files() {
    return new RuleFiles() {
      @Override
      public List<RuleDocument> files() {
        return List.of(own);
      }

      @Override
      public void save(RuleDocument before, String content) throws RefusedException {
        if (!before.equals(own)) {
          throw new RefusedException("somebody else changed it");
        }
        own = new RuleDocument(FILE, content);
        actions.add("save " + FILE);
      }
    };
  }
}
