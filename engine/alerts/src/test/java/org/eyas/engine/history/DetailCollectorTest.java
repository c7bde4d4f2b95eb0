package org.eyas.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.api.alert.Alert;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.PastAlert;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.alert.AlertDetailCollector;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.source.scap.ScapSource;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetailCollectorTest {
  private static final Path EXAMPLES = Path.of("../../docs/how-to/examples");

  private final RecentAlertStore memory = new RecentAlertStore(1 << 20);

  private static LoadResult load(String rules) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("camera.yaml", rules)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  private void run(LoadResult loaded, AlertObserver watch) throws Exception {
    RuleGeneration generation = RuleGeneration.of(loaded, List.of("syscall"), List.of(), new MatchOptions(true, "evt.time"));
    ScapSource source = new ScapSource();
    String file = EXAMPLES.resolve("camera.scap").toString();
    try (Capture capture = source.open(new CaptureRequest(Set.of(), Map.of("capture_file", file)))) {
      LoopSetup setup = LoopSetup.of(source.info(), memory::add).observedBy(LoopObservers.none().with(watch));
      new SourceLoop(setup, () -> generation).run(capture);
    }
  }

  private PastAlert camera() throws Exception {
    run(load(Files.readString(EXAMPLES.resolve("camera.yaml"))), new AlertDetailCollector(memory));
    return memory.recent(1).getFirst();
  }

  @Test
  void anAlertHasItsProcessesAndTheExplanationWhileThereIsAFollower() throws Exception {
    try (var _ = memory.follow(alert -> {})) {
      AlertDetails details = camera().details();
      assertEquals(
          List.of("curl (1300), user 1000, /usr/bin/curl: curl"),
          details.lineage().stream().map(AlertProcess::line).toList());
      assertTrue(
          details.explanation()
              .startsWith("Rule 'Camera opened' (camera.yaml:7) fires for event 4 (openat by curl, /dev/video0)."),
          details::explanation);
      assertTrue(details.explanation().contains("proc.name in (video_programs)   -> \"curl\""), details::explanation);
      assertEquals("curl", details.read().get("proc.name"));
    }
  }

  @Test
  void anAlertHasDetailsWhileTheHistoryIsOnDiskAndTheyAreReadFromThere(@TempDir Path folder) throws Exception {
    ArchiveWriter writer = new ArchiveWriter(AlertArchive.open(folder, 1 << 20));
    memory.keepOnDisk(writer);
    PastAlert past = camera();
    assertFalse(memory.isFollowed());
    assertTrue(past.details().areCollected());
    ConditionWait.until(() -> writer.archive().newest() == past.number());
    assertEquals(past.details(), writer.archive().find(past.number()).orElseThrow().details());
    writer.close();
  }

  @Test
  void nothingIsCollectedForAHistoryInMemoryThatNobodyFollows() throws Exception {
    assertSame(AlertDetails.NONE, camera().details());
    assertEquals(0, memory.withoutDetails());
  }

  private AlertObserver flood(AlertDetailCollector details, String name, int times) {
    return (loaded, rule, event, alert) -> {
      for (int i = 0; i < times; i++) {
        Alert copy =
            new Alert(
                alert.timestampNanos(), alert.priority(), name, alert.source(), alert.message(), alert.fields(), alert.tags());
        details.alerted(loaded, rule, event, copy);
        memory.add(copy);
      }
    };
  }

  private long described() {
    return memory.recent(Integer.MAX_VALUE).stream().filter(past -> past.details().areCollected()).count();
  }

  @Test
  void onlyAPartOfAFloodOfAlertsIsDescribedAndTheOthersAreCounted() throws Exception {
    try (var _ = memory.follow(alert -> {})) {
      run(load(Files.readString(EXAMPLES.resolve("camera.yaml"))),
          flood(new AlertDetailCollector(memory), "Camera opened", 1_000));
    }
    long described = described();
    assertTrue(described >= 20 && described < 200, () -> described + " of 1000");
    assertEquals(1_000, described + memory.withoutDetails());
  }

  @Test
  void anAlertThatIsLeftOutSaysHowManyAreUpToIt() throws Exception {
    try (var _ = memory.follow(alert -> {})) {
      run(load(Files.readString(EXAMPLES.resolve("camera.yaml"))),
          flood(new AlertDetailCollector(memory), "Camera opened", 1_000));
    }
    List<PastAlert> newestFirst = memory.recent(Integer.MAX_VALUE);
    assertEquals(memory.withoutDetails(), newestFirst.getFirst().details().leftOut());
    assertTrue(newestFirst.stream().allMatch(past -> past.details().areCollected() == (past.details().leftOut() == 0)));
  }

  @Test
  void urgentAlertsAreExplainedAlsoIfManyRulesFireForTheFirstTime() throws Exception {
    String rules = IntStream.range(0, 25)
        .mapToObj(i -> """
            - rule: Urgent %d
              desc: d
              condition: evt.type = openat and fd.name = /dev/video0
              output: opened
              priority: CRITICAL
            """.formatted(i))
        .collect(Collectors.joining());
    try (var _ = memory.follow(alert -> {})) {
      run(load(rules), new AlertDetailCollector(memory));
    }
    List<PastAlert> all = memory.recent(Integer.MAX_VALUE);
    assertEquals(50, all.size());
    assertEquals(List.of(), all.stream().filter(past -> past.details().explanation().isEmpty()).toList());
  }

  @Test
  void rulesOfLowPriorityThatFireForTheFirstTimeAreExplainedWithinTheirBudgetAndTheOthersCounted() throws Exception {
    String rules = IntStream.range(0, 25)
        .mapToObj(i -> """
            - rule: Plain %d
              desc: d
              condition: evt.type = openat and fd.name = /dev/video0
              output: opened
              priority: NOTICE
            """.formatted(i))
        .collect(Collectors.joining());
    try (var _ = memory.follow(alert -> {})) {
      run(load(rules), new AlertDetailCollector(memory));
    }
    List<PastAlert> unexplained =
        memory.recent(Integer.MAX_VALUE).stream().filter(past -> past.details().explanation().isEmpty()).toList();
    assertFalse(unexplained.isEmpty());
    assertEquals(unexplained.size(), unexplained.getFirst().details().leftOut());
    assertTrue(unexplained.getFirst().details().areCollected(), "there are no processes");
  }

  @Test
  void aFloodOfOneRuleLeavesTheDetailsOfOthers() throws Exception {
    String rules = Files.readString(EXAMPLES.resolve("camera.yaml"));
    String rare =
        """

        - rule: Rare
          desc: d
          condition: evt.type = openat and fd.name = /dev/video0
          output: opened
          priority: NOTICE
        """;
    AlertDetailCollector details = new AlertDetailCollector(memory);
    AlertObserver both =
        (loaded, rule, event, alert) -> flood(details, rule.name(), rule.name().equals("Rare") ? 1 : 1_000)
            .alerted(loaded, rule, event, alert);
    try (var _ = memory.follow(alert -> {})) {
      run(load(rules + rare), both);
    }
    List<PastAlert> ofRare =
        memory.recent(Integer.MAX_VALUE).stream().filter(past -> past.alert().rule().equals("Rare")).toList();
    assertFalse(ofRare.isEmpty());
    // The loop sends each alert, too, after this watch has sent its copy.
    assertEquals(ofRare.size(), 2 * ofRare.stream().filter(past -> past.details().areCollected()).count());
  }
}
