package org.eyas.engine.mute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.control.Mute;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.statistics.MuteHits;
import org.eyas.source.scap.ScapSource;
import org.junit.jupiter.api.Test;

/** Mutes in a run of the capture that opens a camera. */
class MutedRunTest {
  private static final Instant FUTURE = Instant.parse("2199-01-01T00:00:00Z");
  private static final Instant PAST = Instant.parse("1999-01-01T00:00:00Z");
  private static final String RULES =
      """
      - rule: First
        desc: d
        condition: evt.type = openat and fd.name = /dev/video0 and proc.name = curl
        output: "opened by %proc.name"
        priority: NOTICE
      - rule: Second
        desc: d
        condition: evt.type = openat and fd.name startswith /dev/video and proc.name = curl
        output: "opened by %proc.name"
        priority: NOTICE
      """;

  private final List<Alert> alerts = new ArrayList<>();

  private static RuleDocument mute(String rule, String id, String program, Instant until) {
    Mute mute = new Mute(id, rule, new TreeMap<>(Map.of("proc.name", program)), "ann", "r", until);
    return new RuleDocument(MuteFile.name(id), MuteFile.text(mute, Instant.EPOCH));
  }

  private static LoadResult load(RuleDocument... mutes) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    List<RuleDocument> documents = new ArrayList<>(List.of(new RuleDocument("rules.yaml", RULES)));
    documents.addAll(List.of(mutes));
    LoadResult loaded = RuleLoader.load(documents, new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  private RuleGeneration run(boolean all, RuleDocument... mutes) throws Exception {
    return run(RuleGeneration.of(load(mutes), List.of("syscall"), List.of(), new MatchOptions(all, "evt.time")));
  }

  private RuleGeneration run(RuleGeneration generation) throws Exception {
    ScapSource source = new ScapSource();
    String file = Path.of("../../docs/how-to/examples/camera.scap").toString();
    try (Capture capture = source.open(new CaptureRequest(Set.of(), Map.of("capture_file", file)))) {
      new SourceLoop(LoopSetup.of(source.info(), alerts::add), () -> generation).run(capture);
    }
    return generation;
  }

  private List<String> rules() {
    return alerts.stream().map(Alert::rule).toList();
  }

  @Test
  void aMutedAlertIsNotRaisedAndIsCounted() throws Exception {
    RuleGeneration generation = run(true, mute("First", "m1", "curl", FUTURE));
    assertEquals(List.of("Second"), rules());
    MuteHits hidden = generation.counts().hidden().getFirst();
    assertEquals("First m1 1", hidden.rule() + " " + hidden.mute().id() + " " + hidden.hidden());
    assertEquals(0, generation.counts().hits(0), "it did not fire");
  }

  @Test
  void ifOnlyTheFirstRuleFiresTheNextOneFiresInsteadAsWithAnyException() throws Exception {
    run(false);
    assertEquals(List.of("First"), rules());
    alerts.clear();
    run(false, mute("First", "m1", "curl", FUTURE));
    assertEquals(List.of("Second"), rules());
  }

  @Test
  void aMuteThatIsOverOrHasOtherValuesHidesNothing() throws Exception {
    RuleGeneration generation = run(true, mute("First", "m1", "curl", PAST), mute("Second", "m2", "wget", FUTURE));
    assertEquals(List.of("First", "Second"), rules());
    assertEquals(List.of(0L, 0L), generation.counts().hidden().stream().map(MuteHits::hidden).toList());
  }

  @Test
  void theCountContinuesAcrossAReloadOfTheRules() throws Exception {
    RuleGeneration first = run(true, mute("First", "m1", "curl", FUTURE));
    RuleGeneration next =
        first.next(load(mute("First", "m1", "curl", FUTURE)), List.of("syscall"), List.of(), new MatchOptions(true, "evt.time"));
    run(next);
    assertEquals(2, next.counts().hidden().getFirst().hidden());
  }
}
