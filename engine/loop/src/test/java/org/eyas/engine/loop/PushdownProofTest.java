package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the rules and the events are: an event that the pushdown rejects matches no rule. {@code test/bench/pushdown} runs more. */
class PushdownProofTest {
  private static final int SETS = Integer.getInteger("eyas.pushdown.sets", 300);
  private static final int SETS_AT_ONCE = 300;
  private static final int EVENTS = 3_000;
  private static final int MOST_ROUNDS = 20; // the rarest mistakes show in two of 300 sets
  private static final Path SAMPLE = Path.of("../../dist/src/main/dist/lib/train/sample.scap.gz");

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  /** Passes events to a consumer. */
  private interface Events {
    void replay(Consumer<Event> listener) throws Exception;
  }

  private PushdownProof set(int count, PushdownMistake mistake, PushdownRules rules, FalcoVersion version) throws Exception {
    SequencedMap<String, CheckedCondition> set = new LinkedHashMap<>();
    SequencedMap<String, CheckedCondition> derivedFrom = new LinkedHashMap<>();
    while (set.size() < count) {
      String condition = rules.condition();
      set.put(condition, ConditionChecker.check(Parser.parse(condition, version), catalog, version));
      derivedFrom.put(condition, ConditionChecker.check(Parser.parse(mistake.condition(condition), version), catalog, version));
    }
    return new PushdownProof(set, derivedFrom, mistake);
  }

  private List<PushdownProof> sets(int count, PushdownMistake mistake, FalcoVersion version) throws Exception {
    PushdownRules rules = new PushdownRules(random, version);
    List<PushdownProof> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sets.add(set(1 + random.nextInt(4), mistake, rules, version));
    }
    return sets;
  }

  private void prove(int count, FalcoVersion version, Events events) throws Exception {
    System.out.println("PushdownProofTest -Deyas.seed=" + seed);
    long matches = 0;
    long rejected = 0;
    long seen = 0;
    for (int done = 0; done < count; done += SETS_AT_ONCE) {
      List<PushdownProof> sets = sets(Math.min(SETS_AT_ONCE, count - done), PushdownMistake.NONE, version);
      events.replay(event -> sets.forEach(set -> set.see(event)));
      for (PushdownProof set : sets) {
        assertEquals(List.of(), set.lost(), "-Deyas.seed=" + seed);
        matches += set.matches();
        rejected += set.rejected();
        seen += set.events();
      }
    }
    System.out.printf("%,d rule sets, %,d events each with its own state; %,d matches, %.1f %% of the events rejected%n", count,
        seen / count, matches, 100.0 * rejected / seen);
    assertTrue(matches > count, "rules match now and then: " + matches);
    assertTrue(rejected > seen / 100, "events are rejected now and then: " + rejected);
  }

  @ParameterizedTest
  @CsvSource({"3, V0_44", "1, V0_44", "3, NEWEST", "1, NEWEST"})
  void noMatchIsLostForRandomEvents(int threads, FalcoVersion version) throws Exception {
    prove(SETS, version, listener -> PushdownReplay.ofRandomEvents(random, EVENTS, threads, version, listener));
  }

  @Test
  void noMatchIsLostInTheSample() throws Exception {
    prove(SETS, FalcoVersion.V0_44, listener -> PushdownReplay.ofCapture(SAMPLE, FalcoVersion.V0_44, listener));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed.scap.gz", "old/open-multiple-files.scap", "old/curl_google.scap", "old/cat_write.scap"})
  void noMatchIsLostInACapture(String name) throws Exception {
    Path capture = SharedFiles.require("captures/" + name);
    prove(
        name.startsWith("old/") ? SETS : SETS / 10, FalcoVersion.V0_44,
        listener -> PushdownReplay.ofCapture(capture, FalcoVersion.V0_44, listener));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyKindOfMistakeIsNoticed(PushdownMistake mistake) throws Exception {
    long noticed = 0;
    int rounds = 0;
    while (noticed == 0 && rounds < MOST_ROUNDS) {
      rounds++;
      List<PushdownProof> sets = sets(SETS_AT_ONCE, mistake, FalcoVersion.V0_44);
      for (int threads : List.of(3, 1)) {
        PushdownReplay.ofRandomEvents(random, EVENTS, threads, FalcoVersion.V0_44, event -> sets.forEach(set -> set.see(event)));
      }
      noticed = sets.stream().filter(set -> !set.lost().isEmpty()).count();
    }
    System.out.printf("%s is noticed with %d of %d rule sets in round %d%n", mistake, noticed, SETS_AT_ONCE, rounds);
    assertTrue(noticed > 0, mistake + " is not noticed, -Deyas.seed=" + seed);
  }
}
