package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.ChainedRecord;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.RulesInUse;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.eyas.api.control.Trial;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleSetView;
import org.eyas.api.rule.RuleSetView.RuleView;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeHealth;
import org.eyas.testkit.FakeSources;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final List<SourceStatus> SOURCES =
      List.of(
          new SourceStatus("syscall", "modern_ebpf", State.RUNNING, "", 1_000, 7, Instant.EPOCH),
          new SourceStatus("audit", "file", State.FAILED, "no file", 20, 0, Instant.EPOCH));

  private final RaisedAlerts alerts = new RaisedAlerts();
  private List<HealthProblem> problems = List.of();

  private static final class Every implements Heartbeat.Config {
    @Override
    public long interval_millis() {
      return 1;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return Heartbeat.Config.class;
    }
  }

  private static final class Rules implements RuleControl {
    private static RuleStatus rule(String name, RuleSetView.State state) {
      RuleView view = new RuleView(name, "", "syscall", Priority.DEBUG, List.of(), state, "");
      return new RuleStatus(view, "rules.yaml", 1, 0, 0, 0);
    }

    @Override
    public List<RuleStatus> rules() {
      return List.of(rule("a", RuleSetView.State.ENABLED), rule("b", RuleSetView.State.DISABLED));
    }

    @Override
    public RulesInUse inUse() {
      return new RulesInUse(Instant.EPOCH, "");
    }

    @Override
    public List<RuleDocument> documents() {
      return List.of();
    }

    @Override
    public OpenSequences openSequences(String rule, int limit) {
      return OpenSequences.NONE;
    }

    @Override
    public Trial tryRules(List<RuleDocument> documents, String rule, int limit) {
      throw new UnsupportedOperationException(rule);
    }
  }

  private Alert third() {
    Heartbeat heartbeat =
        new Heartbeat(new Every(), new FakeSources(() -> SOURCES), new Rules(), new FakeHealth(() -> problems), alerts);
    heartbeat.bindRecord(new ChainedRecord() {
      @Override
      public String name() {
        return "history";
      }

      @Override
      public String head() {
        return "0f".repeat(32);
      }
    });
    try {
      ConditionWait.until(() -> alerts.all().size() >= 3);
      return alerts.all().get(2);
    } finally {
      heartbeat.close();
    }
  }

  @Test
  void itComesAtTheIntervalWithTheFiguresOfTheEngine() {
    Alert alert = third();
    assertEquals("Eyas internal: heartbeat", alert.rule());
    assertEquals("internal", alert.source());
    assertEquals(Priority.INFORMATIONAL, alert.priority());
    assertEquals("Eyas runs", alert.message());
    assertEquals(1_020L, alert.fields().get("eyas.events"));
    assertEquals(7L, alert.fields().get("eyas.lost"));
    assertEquals(1L, alert.fields().get("eyas.rules"));
    assertEquals(1L, alert.fields().get("eyas.sources"));
    assertEquals(0L, alert.fields().get("eyas.problems"));
    assertTrue(alert.fields().get("eyas.uptime_s") instanceof Long seconds && seconds >= 0);
  }

  @Test
  void itContainsTheHeadsOfTheRecords() {
    assertEquals("0f".repeat(32), third().fields().get("eyas.history_head"));
  }

  @Test
  void itSaysThatTheEngineIsNotHealthy() {
    problems = List.of(new HealthProblem(HealthProblem.Part.OUTPUT, "http", "the server does not answer", Instant.EPOCH));
    assertEquals("Eyas runs, but is not healthy", third().message());
  }
}
