package org.eyas.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteControl.Terms;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.core.NoHandover;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.MuteChecker;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceObservers;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(180)
class MuteControlServiceTest {
  private static final String RULES =
      """
      - rule: Read
        desc: d
        condition: evt.type = openat and fd.name startswith /etc
        output: "read by %proc.name of %user.name (%fd.name)"
        priority: NOTICE
      - rule: Often
        desc: d
        threshold: {condition: evt.type = openat, count: 3, within: 60s, by: [proc.name]}
        output: "often by %proc.name"
        priority: NOTICE
      """;
  private static final String TESTS =
      """
      tests:
        - name: an attack on the shadow file
          events:
            - {evt.type: openat, fd.name: /etc/shadow, proc.name: cat, user.name: root}
          expect: [Read]
      """;
  private static final Terms TERMS = new Terms("ann", "nightly backup", Duration.ofDays(7));

  private final EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
  private final EngineSettings settings = EngineSettings.of(Map.of("engine.kind", "test", "priority", "debug"));
  private final Documents documents = new Documents();
  private AlertOutputs outputs;
  private RunningRules running;
  private MuteControlService mutes;

  /** Rules in memory that are like files in a folder. The engine reads them again as soon as they change. */
  private final class Documents implements RuleProvider, RuleFiles {
    private final AtomicInteger revision = new AtomicInteger();

    /** Where a new file is read. */
    private int place = Integer.MAX_VALUE;
    private final List<RuleDocument> all = new CopyOnWriteArrayList<>(List.of(new RuleDocument("rules.yaml", RULES)));

    @Override
    public List<RuleDocument> documents() {
      return all;
    }

    @Override
    public List<RuleDocument> tests() {
      return List.of(new RuleDocument("read_test.yaml", TESTS));
    }

    @Override
    public List<RuleDocument> files() {
      return List.copyOf(all);
    }

    @Override
    public void save(RuleDocument before, String content) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String create(String name, String content) {
      all.add(Math.min(place, all.size()), new RuleDocument("/rules.d/" + name, content));
      parts.bindRules(this, Map.of("revision", revision.incrementAndGet()));
      return "/rules.d/" + name;
    }

    @Override
    public void delete(RuleDocument before) {
      all.remove(before);
      parts.bindRules(this, Map.of("revision", revision.incrementAndGet()));
    }
  }

  @BeforeEach
  void wire() throws Exception {
    outputs = new AlertOutputs(settings, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
    GenerationBuilder assembly = new GenerationBuilder(parts, settings);
    running = new RunningRules(parts, settings, assembly, new RunPreparation(parts, settings, assembly));
    SourceObservers observers = new SourceObservers(outputs, new NoHandover());
    RuleControlService rules = new RuleControlService(running, new RunningSourceRegistry(observers), observers);
    mutes =
        new MuteControlService(
            running, new MuteChecker(running, parts, assembly), outputs, rules, new JournalService(observers));
    mutes.bindFiles(documents);
    parts.bindRules(documents, Map.of());
    running.start();
  }

  @AfterEach
  void end() {
    mutes.leave();
    running.close();
    outputs.close();
  }

  private long raise(String rule, String program, String user, String file) {
    TreeMap<String, Object> fields = new TreeMap<>(Map.of("proc.name", program, "user.name", user, "fd.name", file));
    long nanos = TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond());
    outputs.history().add(new Alert(nanos, Priority.NOTICE, rule, "syscall", "m", fields, new TreeSet<>()));
    return outputs.history().recent(1).getFirst().number();
  }

  private String refusal(Executable action) {
    return assertThrows(RefusedException.class, action).getMessage();
  }

  @Test
  void aMuteIsWrittenTriedLoadedListedAndEnded() throws Exception {
    raise("Read", "cat", "root", "/etc/shadow");
    long backup = raise("Read", "tar", "root", "/etc/passwd");
    assertEquals(Set.of("proc.name", "fd.name"), mutes.choiceFor(backup).proposed());
    Mute mute = mutes.addMute(backup, Set.of("proc.name", "fd.name"), TERMS);
    MuteStatus status = mutes.mutes().getFirst();
    assertEquals(mute, status.mute(), "the engine uses it when add returns");
    assertEquals("ann", mute.owner());
    assertTrue(status.document().startsWith("/rules.d/zz-mute-"), status::document);
    assertEquals("nightly backup", status.mute().reason());
    mutes.endMute(mute.id());
    assertEquals(1, documents.all.size());
  }

  @Test
  void aMuteThatHidesTheAlertOfATestIsRefusedAndNamesTheTest() throws Exception {
    long attack = raise("Read", "cat", "root", "/etc/shadow");
    assertEquals(List.of("an attack on the shadow file"), mutes.tryMute(attack, Set.of("proc.name")).tests());
    assertTrue(refusal(() -> mutes.addMute(attack, Set.of("proc.name"), TERMS)).contains("an attack on the shadow file"));
    long backup = raise("Read", "tar", "root", "/etc/shadow");
    assertTrue(refusal(() -> mutes.addMute(backup, Set.of("fd.name"), TERMS)).contains("an attack on the shadow file"));
    assertEquals(List.of(), mutes.tryMute(backup, Set.of("proc.name")).tests());
    assertEquals(1, documents.all.size(), "nothing was written");
  }

  @Test
  void aMuteNeedsAReasonATimeFieldsAndAnAlert() {
    long backup = raise("Read", "tar", "root", "/etc/passwd");
    Set<String> fields = Set.of("proc.name");
    assertTrue(refusal(() -> mutes.addMute(backup, fields, new Terms("ann", " ", Duration.ofDays(1)))).contains("reason"));
    assertTrue(refusal(() -> mutes.addMute(backup, fields, new Terms("ann", "r", Duration.ofDays(400)))).contains("a year"));
    assertTrue(refusal(() -> mutes.addMute(backup, Set.of(), TERMS)).contains("at least one field"));
    assertTrue(refusal(() -> mutes.choiceFor(999)).contains("no alert 999"));
    assertTrue(refusal(() -> mutes.endMute("none")).contains("no mute none"));
    assertEquals(1, documents.all.size(), "nothing was written");
  }

  @Test
  void aMuteByAFieldThatTheOutputDoesNotHaveAnyMoreIsRefused() {
    TreeMap<String, Object> fields = new TreeMap<>(Map.of("proc.name", "tar", "proc.pname", "cron"));
    outputs.history().add(new Alert(1, Priority.NOTICE, "Read", "syscall", "m", fields, new TreeSet<>()));
    long old = outputs.history().recent(1).getFirst().number();
    assertTrue(refusal(() -> mutes.addMute(old, Set.of("proc.pname"), TERMS)).contains("its output has changed"));
    assertEquals(1, documents.all.size(), "nothing was written");
  }

  @Test
  void aMuteThatIsReadBeforeItsRuleIsRemovedAgain() {
    long backup = raise("Read", "tar", "root", "/etc/passwd");
    documents.place = 0;
    mutes.waitAtMost(1);
    assertTrue(refusal(() -> mutes.addMute(backup, Set.of("proc.name"), TERMS)).contains("it is removed again"));
    assertEquals(List.of("rules.yaml"), documents.all.stream().map(RuleDocument::name).toList());
  }

  @Test
  void aRuleThatRemembersCanBeMutedToo() throws Exception {
    long often = raise("Often", "tar", "root", "/etc/passwd");
    Mute mute = mutes.addMute(often, Set.of("proc.name"), TERMS);
    assertEquals(List.of(mute), mutes.mutes().stream().map(MuteStatus::mute).toList());
  }

  @Test
  void aMuteEndsByItselfWhenItsTimeIsOver() throws Exception {
    long backup = raise("Read", "tar", "root", "/etc/passwd");
    Mute mute = mutes.addMute(backup, Set.of("proc.name"), TERMS);
    List<String> ended = new ArrayList<>();
    try (MuteExpiry end = new MuteExpiry(mutes, () -> false, 1_000, entry -> ended.add(entry.what() + " " + entry.detail()))) {
      end.endExpired(mute.until().minusSeconds(1));
      assertEquals(2, documents.all.size());
      end.endExpired(mute.until());
      ended.addAll(documents.all.stream().map(RuleDocument::name).toList());
    }
    assertEquals(List.of("end mute " + mute.id(), "rules.yaml"), ended);
  }

  @Test
  void aMuteThatSomebodyWroteAmongOtherThingsIsNotRemoved() throws Exception {
    long backup = raise("Read", "tar", "root", "/etc/passwd");
    Mute mute = mutes.addMute(backup, Set.of("proc.name"), TERMS);
    RuleDocument own = documents.all.getLast();
    documents.delete(own);
    documents.create("mine.yaml", own.content());
    ConditionWait.until(
        () -> mutes.mutes().stream().anyMatch(status -> status.document().equals("/rules.d/mine.yaml")));
    assertTrue(refusal(() -> mutes.endMute(mute.id())).contains("/rules.d/mine.yaml with other things"));
  }
}
