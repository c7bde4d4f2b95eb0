package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.demand.BaseSyscalls;
import org.eyas.engine.demand.ThreadClassAnswers;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.api.Test;

class CaptureRequesterTest {
  private static final String FAILED_MKDIR =
      "- rule: failed\n  desc: d\n  condition: evt.type = mkdir and evt.failed = true\n  output: o\n  priority: INFO\n";
  private static final EventType MKDIR = EventSchema.current().type("SYSCALL_MKDIR_2_X");
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final EventType CLONE = EventSchema.current().type("SYSCALL_CLONE_20_X");

  private final List<Alert> alerts = new ArrayList<>();
  private final LoopState state = ReportingMachine.state(new EventCursor(EventSchema.current()));
  private final OpenFileTracker files = new OpenFileTracker(state, true);
  private final CaptureRequester demand = new CaptureRequester(alerts::add, new ThreadClassAnswers(() -> {
    throw new AssertionError("no rule asks for classes of threads");
  }), files);
  private final SelectedMachine capture = new SelectedMachine();
  private final RuleGeneration trees = generation(FAILED_MKDIR);
  private final RuleGeneration classes = trees.generated();

  /** Does without opened files, and counts how often they are reported. */
  private static final class Knowing extends ReportingMachine {
    int reports;

    @Override
    public List<Long> processes() {
      reports++;
      return List.of();
    }
  }

  /** Trees, with the pushdown. */
  static RuleGeneration generation(String rules) {
    LoadResult loaded = SourceLoopTest.generation(true, List.of(), rules).loaded();
    return RuleGeneration.of(loaded, List.of("syscall"), List.of(), options(false, true));
  }

  private static MatchOptions options(boolean generated, boolean pushdown) {
    return new MatchOptions(true, "evt.time", generated, HoldOptions.USUAL, BaseSyscalls.STANDARD, pushdown, 1 << 20);
  }

  private static Event mkdir(long result) {
    return FakeEvent.of(MKDIR, result, "/a", 0L);
  }

  @Test
  void rulesThatAreTreesGetAllEvents() {
    demand.switchGeneration(trees, false, capture);
    assertEquals(Map.of(), capture.last().conditions());
    assertTrue(capture.last().eventCodes().contains(MKDIR.code()));
  }

  @Test
  void aCallThatChangesTheStateIsNeededIfItSucceedsAndOneOfARuleIfTheRuleMayMatchIt() {
    demand.switchGeneration(classes, false, capture);
    assertEquals(classes.demand().conditions().get(MKDIR), capture.last().conditions().get(MKDIR));
    assertTrue(capture.last().conditions().containsKey(OPENAT));
    assertFalse(capture.last().conditions().containsKey(CLONE));
    assertTrue(capture.last().conditions().keySet().stream().allMatch(type -> capture.last().eventCodes().contains(type.code())));
  }

  @Test
  void nothingIsAskedAgainWhileNothingChanges() {
    demand.switchGeneration(classes, false, capture);
    demand.refresh(false, capture);
    demand.switchGeneration(classes.with(List.of()), false, capture);
    assertEquals(1, capture.requests.size());
  }

  @Test
  void allEventsAreAskedForWhileSomethingElseNeedsThem() {
    demand.switchGeneration(classes, false, capture);
    demand.refresh(true, capture);
    assertEquals(Map.of(), capture.last().conditions());
    demand.refresh(false, capture);
    assertFalse(capture.last().conditions().isEmpty());
    assertEquals(3, capture.requests.size());
  }

  @Test
  void nothingIsLeftOutAtFirstIfSomethingElseNeedsAllEvents() {
    demand.switchGeneration(classes, true, capture);
    assertEquals(List.of(Map.of()), capture.requests.stream().map(CaptureRequest::conditions).toList());
    demand.switchGeneration(generation(FAILED_MKDIR).generated(), false, capture);
    assertFalse(capture.last().conditions().isEmpty());
  }

  @Test
  void aMatchThatThePushdownRejectsRaisesAnAlertAndEndsThePushdownOfTheType() {
    demand.switchGeneration(classes, false, capture);
    demand.checkMatch(mkdir(-13));
    assertEquals(0, demand.figures().mistaken());
    demand.checkMatch(mkdir(0)); // as if the derivation were wrong
    demand.checkMatch(mkdir(0));
    assertEquals(2, demand.figures().mistaken());
    assertEquals(List.of("Eyas internal: pushdown mistake"), alerts.stream().map(Alert::rule).toList());
    assertEquals("mkdir", alerts.getFirst().fields().get("evt.type"));
    demand.refresh(false, capture);
    assertFalse(capture.last().conditions().containsKey(MKDIR));
    assertTrue(capture.last().conditions().containsKey(OPENAT));
  }

  private static RawCondition ofOpens(SelectedMachine capture) {
    return capture.last().conditions().getOrDefault(OPENAT, RawCondition.Always.TRUE);
  }

  @Test
  void openedFilesAreNotKeptIfNoRuleNeedsThemAndTheSourceKnowsThem() {
    demand.switchGeneration(classes, false, capture);
    assertEquals(KeptFiles.ALL, state.engine().keptFiles());
    assertEquals(classes.demand().conditions(), capture.last().conditions());
    Knowing knowing = new Knowing();
    demand.switchGeneration(generation(FAILED_MKDIR).generated(), false, knowing);
    assertEquals(KeptFiles.NONE, state.engine().keptFiles());
    assertEquals(classes.demand().withoutFiles().get(OPENAT), ofOpens(knowing));
  }

  @Test
  void aRuleThatNeedsFilesIsUsedAfterTheSourceHasReportedThem() throws Exception {
    Knowing knowing = new Knowing();
    demand.switchGeneration(classes, false, knowing);
    RuleGeneration reads = generation(FAILED_MKDIR.replace("evt.type = mkdir", "evt.type = dup and fd.name = /a")).generated();
    demand.switchGeneration(reads, false, knowing);
    assertTrue(files.isAwaited());
    assertEquals(Map.of(), knowing.last().conditions(), "all opens, and the events of the earlier rules");
    assertTrue(knowing.last().eventCodes().contains(MKDIR.code()));
    assertEquals(KeptFiles.NONE, state.engine().keptFiles());
    knowing.nowNanos = 200;
    knowing.reachedNanos = 100;
    files.advance(knowing);
    assertEquals(0, knowing.reports, "events that were judged before may come, however long that takes");
    knowing.reachedNanos = 101;
    files.advance(knowing);
    assertEquals(1, knowing.reports);
    assertEquals(KeptFiles.ALL, state.engine().keptFiles());
    knowing.reachedNanos = 200;
    files.advance(knowing);
    assertTrue(files.isAwaited(), "events from before the report would see the files of after it");
    demand.refresh(false, knowing);
    assertEquals(Map.of(), knowing.last().conditions());
    knowing.reachedNanos = 201;
    files.advance(knowing);
    assertFalse(files.areMissing());
    demand.refresh(false, knowing);
    assertEquals(reads.demand().conditions().get(OPENAT), ofOpens(knowing));
    files.advance(knowing);
    assertEquals(1, knowing.reports);
  }

  private static RuleGeneration removes() {
    return generation(FAILED_MKDIR.replace("evt.type = mkdir", "evt.type = unlinkat and fd.name = /a")).generated();
  }

  @Test
  void ofTheFilesThatAreThereDirectoriesAreKeptIfRulesNeedNoOthers() {
    Knowing knowing = new Knowing();
    RuleGeneration removes = removes();
    demand.switchGeneration(removes, false, knowing);
    assertFalse(files.isAwaited());
    assertEquals(KeptFiles.DIRECTORIES, state.engine().keptFiles());
    assertEquals(removes.demand().withoutFiles().get(OPENAT), ofOpens(knowing));
    demand.switchGeneration(classes, false, knowing);
    assertEquals(KeptFiles.NONE, state.engine().keptFiles());
    assertEquals(classes.demand().withoutFiles().get(OPENAT), ofOpens(knowing));
  }

  private void report(Knowing knowing) throws Exception {
    for (int i = 0; i < 2; i++) {
      knowing.nowNanos += 100;
      knowing.reachedNanos = knowing.nowNanos - 1;
      files.advance(knowing);
    }
  }

  @Test
  void directoriesComeWithTheReportOfAllFilesWhichGoAfterThat() throws Exception {
    Knowing knowing = new Knowing();
    demand.switchGeneration(classes, false, knowing);
    RuleGeneration removes = removes();
    demand.switchGeneration(removes, false, knowing);
    assertTrue(files.isAwaited(), "no directory is in the tables");
    assertEquals(Map.of(), knowing.last().conditions(), "all opens, and the events of the earlier rules");
    report(knowing);
    assertEquals(1, knowing.reports);
    demand.switchGeneration(removes, false, knowing);
    demand.refresh(false, knowing);
    assertEquals(KeptFiles.DIRECTORIES, state.engine().keptFiles());
    assertEquals(removes.demand().withoutFiles().get(OPENAT), ofOpens(knowing));
    int requests = knowing.requests.size();
    demand.refresh(false, knowing);
    assertEquals(requests, knowing.requests.size());
  }

  @Test
  void directoriesAreNotEnoughForARuleThatNeedsFiles() throws Exception {
    Knowing knowing = new Knowing();
    demand.switchGeneration(removes(), false, knowing);
    demand.refresh(true, knowing);
    assertTrue(files.isAwaited());
    assertEquals(Map.of(), knowing.last().conditions());
    assertEquals(KeptFiles.DIRECTORIES, state.engine().keptFiles(), "the earlier rules need them meanwhile");
    report(knowing);
    assertEquals(1, knowing.reports);
    assertEquals(KeptFiles.ALL, state.engine().keptFiles());
    demand.refresh(false, knowing);
    assertEquals(KeptFiles.DIRECTORIES, state.engine().keptFiles());
  }

  @Test
  void aClockThatIsSetBackDoesNotDelayTheFiles() throws Exception {
    Knowing knowing = new Knowing();
    demand.switchGeneration(classes, false, knowing);
    knowing.nowNanos = 3_600_000_000_000L;
    demand.refresh(true, knowing);
    knowing.nowNanos = 100;
    files.advance(knowing);
    assertEquals(0, knowing.reports, "events from before the request may come");
    knowing.nowNanos = 200;
    knowing.reachedNanos = 101;
    files.advance(knowing);
    assertEquals(1, knowing.reports);
  }

  @Test
  void aJournalThatBeginsNeedsTheFilesToo() throws Exception {
    Knowing knowing = new Knowing();
    demand.switchGeneration(classes, false, knowing);
    demand.refresh(true, knowing);
    assertEquals(Map.of(), knowing.last().conditions());
    knowing.reachedNanos = 101;
    files.advance(knowing);
    assertEquals(1, knowing.reports);
    demand.refresh(false, knowing);
    assertEquals(KeptFiles.NONE, state.engine().keptFiles());
  }

  @Test
  void anUpdatedEngineHasTheFilesThatTheStateOfTheFormerOneContains() {
    LoopSetup setup = LoopSetup.of(new SourceInfo("test", "syscall", true, "events of a test"), alerts::add);
    assertFalse(new EventPipeline(setup).files().areMissing());
    assertFalse(new EventPipeline(setup.resumingAfter(7, true)).files().areMissing());
    assertTrue(new EventPipeline(setup.resumingAfter(7, false)).files().areMissing());
    LoopSetup other = LoopSetup.of(new SourceInfo("test", "audit", true, "other events"), alerts::add);
    assertFalse(new EventPipeline(other.resumingAfter(7, false)).files().areMissing(), "only system calls have tables of files");
  }

  @Test
  void theUserCanSwitchItOff() {
    RuleGeneration generation = RuleGeneration.of(classes.loaded(), List.of("syscall"), List.of(), options(true, false));
    demand.switchGeneration(generation, false, capture);
    assertEquals(Map.of(), capture.last().conditions());
    assertEquals("eyas.pushdown.enabled is false", generation.demand().reason());
  }
}
