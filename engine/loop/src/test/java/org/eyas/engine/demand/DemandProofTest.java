package org.eyas.engine.demand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.engine.loop.PushdownEvents;
import org.eyas.engine.loop.PushdownRules;
import org.eyas.engine.loop.SourceLoopTest;
import org.eyas.engine.pushdown.OpenFileNeed;
import org.eyas.engine.relay.DemandReplay;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.source.scap.ScapSource;
import org.eyas.testkit.reference.SharedFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the rules and the events are: if a source leaves out the events that neither rules nor the state need, the rules match the
 * same events, and those have the same descriptors and processes.
 */
class DemandProofTest {
  private static final int SETS = Integer.getInteger("eyas.demand.sets", 100);
  /** At most this many times as many sets are tried, until enough rules match. */
  private static final int MOST = 20;
  private static final int EVENTS = 3_000;
  private static final String OF_DIRECTORIES =
      "evt.type in (unlinkat, mkdirat, mknodat, symlinkat, openat, openat2, renameat2)";
  private static final Path SAMPLE = Path.of("../../dist/src/main/dist/lib/train/sample.scap.gz");

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final PushdownRules rules = new PushdownRules(random, FalcoVersion.V0_44);
  private long leftOut;
  private long all;
  private long matches;

  /** Passes events to a replay. */
  private interface Events {
    void into(DemandReplay replay) throws Exception;
  }

  /** Rules that need no opened files. */
  private List<LoadedRule> withoutFiles() {
    while (true) {
      List<LoadedRule> set = set();
      if (EventDemand.of(set).files().isEmpty()) {
        return set;
      }
    }
  }

  /** Rules that need no other opened files than directories. */
  private List<LoadedRule> withDirectories() {
    while (true) {
      List<LoadedRule> set = set(random.nextBoolean() ? OF_DIRECTORIES : OF_DIRECTORIES + " and fd.name exists");
      if (EventDemand.of(set).keptFiles() == KeptFiles.DIRECTORIES) {
        return set;
      }
    }
  }

  private List<LoadedRule> set() {
    return set("");
  }

  /** @param first a condition that the first rule has in addition to a random one; empty for none */
  private List<LoadedRule> set(String first) {
    StringBuilder document = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String condition = i > 0 || first.isEmpty() ? rules.condition() : first + " and (" + rules.checks() + ")";
      document.append("- rule: rule ").append(i).append("\n  desc: d\n  condition: ").append(PushdownRules.scalar(condition))
          .append("\n  output: o\n  priority: INFO\n");
    }
    return SourceLoopTest.generation(true, List.of(), document.toString()).loaded().rules();
  }

  private void prove(int sets, Events events) throws Exception {
    prove(sets, events, this::set, KeptFiles.ALL);
    prove(sets, events, this::withDirectories, KeptFiles.DIRECTORIES);
    prove(sets, events, this::withoutFiles, KeptFiles.NONE);
  }

  private void prove(int sets, Events events, Supplier<List<LoadedRule>> chosen, KeptFiles kept) throws Exception {
    leftOut = 0;
    all = 0;
    matches = 0;
    System.out.println("DemandProofTest -Deyas.seed=" + seed);
    int count = 0;
    while (count < sets || matches <= sets) { // the rules of a few sets can match nothing
      assertTrue(count++ < MOST * sets, "rules match now and then: " + matches + ", -Deyas.seed=" + seed);
      List<LoadedRule> set = chosen.get();
      EventDemand demand = EventDemand.of(set);
      assertEquals("", demand.reason());
      DemandReplay whole = new DemandReplay(set, demand);
      events.into(whole);
      DemandReplay part = new DemandReplay(set, demand, whole, kept);
      events.into(part);
      String what = set.stream().map(rule -> rule.written().condition()).toList() + ", -Deyas.seed=" + seed;
      assertEquals(whole.matches, part.matches, what);
      whole.seen.keySet().retainAll(part.seen.keySet()); // an open of a number that only one of them knows
      assertEquals(whole.seen, part.seen, what);
      assertArrayEquals(whole.end(), part.end(), what);
      leftOut += part.leftOut;
      all += whole.seen.size() + part.leftOut;
      matches += whole.matches.size();
    }
    System.out.printf("files kept: %s, %,d rule sets, %,d matches, %.1f %% of the events left out%n", kept, count, matches,
        100.0 * leftOut / all);
  }

  @Test
  void nothingChangesForRandomEvents() throws Exception {
    prove(SETS, replay -> {
      PushdownEvents events = new PushdownEvents(new Random(seed));
      for (int i = 0; i < EVENTS; i++) {
        for (ByteBuffer event : events.next()) {
          replay.onEvent(0, event, 0, event.limit());
        }
      }
    });
    assertTrue(leftOut > all / 20, "events are left out: " + leftOut);
  }

  private static void replay(Path file, DemandReplay replay) throws Exception {
    Map<String, String> options = Map.of(ScapSource.CAPTURE_FILE, file.toString());
    try (Capture source = new ScapSource().open(new CaptureRequest(Set.of(), options))) {
      source.snapshot(replay.state().reports());
      while (source.poll(replay, 1_000) != Capture.END) {}
    }
  }

  @Test
  void nothingChangesInTheSample() throws Exception {
    prove(SETS / 5, replay -> replay(SAMPLE, replay));
  }

  @ParameterizedTest
  @ValueSource(strings = {"old/open-multiple-files.scap", "old/curl_google.scap"})
  void nothingChangesInACapture(String name) throws Exception {
    Path capture = SharedFiles.require("captures/" + name);
    prove(SETS / 5, replay -> replay(capture, replay));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "evt.type = read and fd.typechar = 4 | %fd.name | ",
      "evt.type in (read, write) and fd.sip = 10.0.0.1 and not proc.name = a | %fd.name | ",
      "evt.type = openat and fd.name = /a | %fd.name | ",
      "evt.type = execve and proc.name = a | %fd.name | ",
      "evt.type = read and proc.name = a | %proc.name | ",
      "evt.type = read and not fd.type in (ipv4, ipv6) | %proc.name | ",
      "evt.type = dup and fd.type in (ipv4, ipv6) and fd.num in (0, 1) | %fd.name | ",
      "evt.type = socket and proc.name = a | %evt.args %fd.name | ",
      "evt.type = openat and proc.name = a | %evt.arg.newpath %evt.arg.flags | ",
      "evt.type = dup and proc.name = a | %evt.arg[0] | rule 'tenth' needs evt.arg[0] of dup",
      "evt.type = fchmod and proc.name = a | %evt.arg.fd %fd.name %evt.args | ",
      "evt.type = fchmod and fd.name = /a | %proc.name | ",
      "evt.type = fchmod and fs.path.name = /a | %fs.path.name | ",
      "evt.type = fchmod and fd.typechar = f | %fd.name | rule 'tenth' needs fd.typechar of fchmod",
      "evt.type = fchmod and fd.directory = /a | %fd.directory | rule 'tenth' needs fd.directory of fchmod",
      "evt.type = fchown and evt.arg.fd contains <f> | %fd.name | rule 'tenth' needs evt.arg.fd of fchown",
      "evt.type = fchmod and fd.ino = 7 | %proc.name | rule 'tenth' needs fd.ino of fchmod",
      "evt.type = open_by_handle_at and file.changed = /a | %file.changed %evt.arg.path | ",
      "evt.type = open_by_handle_at and proc.name = a | %evt.arg.mountfd | rule 'tenth' needs evt.arg.mountfd of open_by_handle_at",
      "evt.type = execveat and proc.name = a | %fs.path.name %file.changed | ",
      "evt.type = connect and fd.name contains a | %fd.name | ",
      "evt.type = pidfd_open and proc.name = a | %fd.num | ",
      "evt.type = fchmod and proc.name = a | %fd.nameraw | rule 'tenth' needs fd.nameraw of fchmod",
      "evt.type = unlinkat and fd.ino = 7 | %proc.name | rule 'tenth' needs fd.ino of unlinkat",
      "evt.type in (unlinkat, read) and fd.name = /a | %proc.name | rule 'tenth' needs fd.name of read",
      "evt.type = linkat and evt.arg.olddir contains a | %proc.name | rule 'tenth' needs evt.arg.olddir of linkat",
      "evt.type = unlinkat and evt.arg.name = /a | %evt.arg.name | ",
      "evt.type = read and proc.name = a | %fd.name | rule 'tenth' needs fd.name of read",
      "evt.type = read and proc.name = a | %evt.args | rule 'tenth' needs evt.args of read",
      "evt.type = read and fd.type = file | %proc.name | rule 'tenth' needs fd.type of read",
      "evt.type = read and fd.typechar in (4, f) | %proc.name | rule 'tenth' needs fd.typechar of read",
      "evt.type = write and fd.name startswith /etc | %proc.name | rule 'tenth' needs fd.name of write",
      "evt.type = close and fd.name exists | %proc.name | rule 'tenth' needs fd.name of close",
      "evt.type = dup2 and not fd.name = a | %proc.name | rule 'tenth' needs fd.name of dup2",
      "evt.type = execve and proc.stdin.type = pipe | %proc.name | rule 'tenth' needs proc.stdin.type of execve",
      "evt.type = setuid and proc.fdopencount > 100 | %proc.name | rule 'tenth' needs proc.fdopencount of setuid",
      "evt.type = read and evt.category = net | %proc.name | rule 'tenth' needs evt.category of read"})
  void aRuleNeedsOpenedFilesIfItsResultOrItsOutputCanDiffer(String condition, String output, @Nullable String reason) {
    String rule = rule("condition: " + condition).replace("output: o", "output: '" + output + "'");
    assertEquals(reason == null ? List.of() : List.of(new OpenFileNeed(KeptFiles.ALL, reason)), demandOf(rule).files());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "evt.type = unlinkat and fd.name = /a | %proc.name | fd.name of unlinkat",
      "evt.type in (unlinkat, unlink) and not fd.name startswith /a | %proc.name | fd.name of unlinkat",
      "evt.type = renameat2 and proc.name = a | %evt.args | evt.args of renameat2",
      "evt.type = openat and proc.name = a | %evt.arg.dirfd | evt.arg.dirfd of openat",
      "evt.type = linkat and proc.name = a | %evt.args | evt.args of linkat",
      "evt.type = fchmodat and proc.name = a | %fd.name | fd.name of fchmodat",
      "evt.type = fchdir and fd.name = /a | %proc.name | fd.name of fchdir"})
  void aRuleNeedsDirectoriesIfThatIsAllThatItsDescriptorsCanBe(String condition, String output, String field) {
    String rule = rule("condition: " + condition).replace("output: o", "output: '" + output + "'");
    assertEquals(List.of(new OpenFileNeed(KeptFiles.DIRECTORIES, "rule 'tenth' needs " + field)), demandOf(rule).files());
  }

  @Test
  void whatARuleCountedNeedsNoFiles() {
    String rule = """
        - rule: tenth
          desc: d
          threshold:
            condition: evt.type = kill
            count: 3
            within: 30s
            by: proc.pid
          output: "%threshold.value"
          priority: INFO
        """;
    assertEquals(List.of(), demandOf(rule).files());
  }

  private static String rule(String when) {
    return "- rule: tenth\n  desc: d\n  " + when + "\n  output: o\n  priority: INFO\n";
  }

  private static EventDemand demandOf(String rules) {
    return EventDemand.of(SourceLoopTest.generation(true, List.of(), rules).loaded().rules());
  }

  private static EventDemand demand(String condition) {
    return demandOf(rule("condition: " + condition));
  }

  @Test
  void aConditionOnTheOrderOfEventsNeedsAllOfThem() {
    EventDemand demand = demand("evt.type = openat and evt.num = 10");
    assertEquals(Map.of(), demand.conditions());
    assertEquals("the condition of rule 'tenth' needs evt.num", demand.reason());
    assertEquals("the condition of rule 'tenth' needs evt.reltime", demand("evt.type = openat and evt.reltime > 5").reason());
  }

  @Test
  void falcosMacrosOfTheNumberOfTheEventDoNotDependOnIt() {
    assertEquals("", demand("evt.type = openat and (evt.num = 0 or evt.num >= 0) and not evt.num < 1").reason());
    EventType rmdir = EventSchema.current().type("SYSCALL_RMDIR_2_X");
    assertEquals(RawCondition.Always.FALSE, demand("evt.type = rmdir and (evt.num = 0 or evt.num < 1)").conditions().get(rmdir));
    assertFalse(demand("evt.type = rmdir and not evt.num = 0 and evt.num > 0").conditions().containsKey(rmdir));
  }

  @Test
  void aConditionOnTheDescriptorOfASwitchNeedsTheCallBefore() {
    assertEquals("the condition of rule 'tenth' needs fd.name", demand("evt.type = switch and fd.name = /a").reason());
    assertEquals("", demand("evt.type = switch and proc.name = a").reason());
  }

  @Test
  void aRuleOnAllEventsIsEvaluatedOnSwitchesIfAnotherRuleTracesThem() {
    String all = rule("condition: fd.name = /a");
    assertEquals("", demandOf(all).reason());
    String switches = rule("condition: evt.type = switch and proc.name = a").replace("tenth", "switches");
    assertEquals("the condition of rule 'tenth' needs fd.name", demandOf(switches + all).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"distinct: evt.num, at_least: 3, within: 10s", "count: 3, within: 10s, by: evt.num"})
  void whatARuleCountsByTheOrderOfEventsNeedsAllOfThem(String counted) {
    String counts = rule("threshold: {condition: evt.type = rmdir, " + counted + "}");
    assertEquals("the condition of rule 'tenth' needs evt.num", demandOf(counts).reason());
    assertEquals("", demandOf(counts.replace("evt.num", "proc.pid")).reason());
  }
}
