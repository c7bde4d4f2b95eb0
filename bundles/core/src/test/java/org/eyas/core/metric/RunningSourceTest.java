package org.eyas.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;

class RunningSourceTest {
  private static final SourceInfo INFO = new SourceInfo("test", "syscall", false, "events of a test");

  /** Reports null instead of users, and ends. */
  private static final class Faulty extends QuietCapture {
    private final List<UserEntry> users;

    Faulty(List<UserEntry> users) {
      this.users = users;
    }

    @Override
    public void snapshot(StateSink into) {
      users.forEach(_ -> into.onUser(null));
    }

    @Override
    public int poll(EventSink sink, int limit) {
      return END;
    }
  }

  private static RuleGeneration generation() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    RuleDocument rules = new RuleDocument("none.yaml", "- list: none\n  items: []\n");
    return RuleGeneration.of(
        RuleLoader.load(List.of(rules), new LoadContext(catalogs)), catalogs.keySet(), List.of(),
        new MatchOptions(true, "evt.time"));
  }

  private static Optional<HealthProblem> problemAfter(UserEntry... users) throws Exception {
    RuleGeneration generation = generation();
    SourceLoop loop = new SourceLoop(LoopSetup.of(INFO, alert -> {}), () -> generation);
    Faulty capture = new Faulty(List.of(users));
    RunningSource source = new RunningSource(() -> INFO, capture, loop);
    loop.run(capture);
    return source.problem();
  }

  @Test
  void aSourceWithoutInternalErrorsIsHealthy() throws Exception {
    assertEquals(Optional.empty(), problemAfter());
  }

  @Test
  void internalErrorsOfALoopAreReportedForAMinute() throws Exception {
    UserEntry any = new UserEntry(UserEntry.Kind.USER, 0, 0, "root", "", "");
    HealthProblem problem = problemAfter(any, any, any).orElseThrow();
    assertEquals(HealthProblem.Part.SOURCE, problem.part());
    assertEquals("syscall", problem.name());
    assertTrue(
        problem.problem()
            .startsWith("internal errors, 3 since the start; the latest: user list: java.lang.NullPointerException "),
        problem.problem());
  }
}
