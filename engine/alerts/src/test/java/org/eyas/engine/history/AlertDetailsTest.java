package org.eyas.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.alert.Alert;
import org.eyas.api.control.PastAlert;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.SyscallFields;
import org.eyas.engine.loop.AlertDetails;
import org.eyas.engine.loop.AlertWatch;
import org.eyas.engine.loop.Generation;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.source.scap.ScapSource;
import org.junit.jupiter.api.Test;

class AlertDetailsTest {
  private static final Path EXAMPLES = Path.of("../../docs/how-to/examples");

  private final AlertMemory memory = new AlertMemory(1 << 20);

  private static LoadResult load(String rules) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("camera.yaml", rules)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  private void run(LoadResult loaded, AlertWatch watch) throws Exception {
    Generation generation = Generation.of(loaded, List.of("syscall"), List.of(), new MatchOptions(true, "evt.time"));
    ScapSource source = new ScapSource();
    String file = EXAMPLES.resolve("camera.scap").toString();
    try (Capture capture = source.open(new CaptureRequest(Set.of(), Map.of("capture_file", file)))) {
      LoopSetup setup = LoopSetup.of(source.info(), memory::add).observedBy(LoopObservers.none().with(watch));
      new SourceLoop(setup, () -> generation).run(capture);
    }
  }

  private PastAlert camera() throws Exception {
    run(load(Files.readString(EXAMPLES.resolve("camera.yaml"))), new AlertDetails(memory));
    return memory.recent(1).getFirst();
  }

  @Test
  void anAlertHasItsProcessesAndTheExplanationWhileThereIsAFollower() throws Exception {
    try (var _ = memory.follow(alert -> {})) {
      PastAlert past = camera();
      assertEquals(List.of("curl (1300), user 1000, /usr/bin/curl: curl"), past.ancestors());
      assertTrue(
          past.explanation().startsWith("Rule 'Camera opened' (camera.yaml:7) fires for event 4 (openat by curl, /dev/video0)."),
          past::explanation);
      assertTrue(past.explanation().contains("proc.name in (video_programs)   -> \"curl\""), past::explanation);
    }
  }

  @Test
  void nothingIsCollectedWithoutFollowers() throws Exception {
    PastAlert past = camera();
    assertEquals(List.of(), past.ancestors());
    assertEquals("", past.explanation());
  }

  @Test
  void onlyAPartOfAFloodOfAlertsIsDescribed() throws Exception {
    AlertDetails details = new AlertDetails(memory);
    AlertWatch flood =
        (loaded, rule, event, alert) -> {
          for (int i = 0; i < 1_000; i++) {
            Alert copy =
                new Alert(
                    alert.timestampNanos(), alert.priority(), alert.rule(), alert.source(), alert.message(), alert.fields(),
                    alert.tags());
            details.alerted(loaded, rule, event, copy);
            memory.add(copy);
          }
        };
    try (var _ = memory.follow(alert -> {})) {
      run(load(Files.readString(EXAMPLES.resolve("camera.yaml"))), flood);
    }
    List<PastAlert> described = new ArrayList<>(memory.recent(Integer.MAX_VALUE));
    described.removeIf(alert -> alert.explanation().isEmpty());
    assertTrue(described.size() >= 20 && described.size() < 200, () -> described.size() + " of 1000");
  }
}
