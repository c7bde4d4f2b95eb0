package org.eyas.engine.mute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.Mute;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.RuleMute;
import org.junit.jupiter.api.Test;

class MuteFileTest {
  private static final Instant UNTIL = Instant.parse("2026-12-04T22:15:00Z");
  private static final String RULE =
      """
      - rule: It's read
        desc: d
        condition: evt.type = openat and fd.name startswith /etc
        output: "read by %proc.cmdline of %user.name (%fd.name)"
        priority: NOTICE
      """;

  private static Mute mute(String commandLine) {
    return new Mute(
        "20261127-221503-001", "It's read", new TreeMap<>(Map.of("proc.cmdline", commandLine, "fd.name", "/etc/passwd")), "ann",
        "nightly\nbackup", UNTIL);
  }

  private static LoadResult load(String... documents) {
    LoadResult loaded = result(documents);
    assertTrue(loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  private static LoadResult result(String... documents) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    List<RuleDocument> all = new ArrayList<>();
    for (String content : documents) {
      all.add(new RuleDocument("doc" + all.size() + ".yaml", content));
    }
    return RuleLoader.load(all, new LoadContext(catalogs));
  }

  private static Alert alert(Instant time, String commandLine, String file) {
    TreeMap<String, Object> fields = new TreeMap<>(Map.of("proc.cmdline", commandLine, "fd.name", file, "user.name", "root"));
    return new Alert(time.getEpochSecond() * 1_000_000_000, Priority.NOTICE, "It's read", "syscall", "m", fields,
        new TreeSet<>());
  }

  @Test
  void theEngineReadsTheFileAsAMuteThatIsNotPartOfTheCondition() {
    for (String commandLine : List.of("tar -cf (x)", "bash -c 'a, b'", "it's", "x \"y\" z", "tar", "a: b # c")) {
      assertTrue(MuteFile.canWrite(commandLine), commandLine);
      Mute written = mute(commandLine);
      String content = MuteFile.text(written, Instant.EPOCH);
      LoadResult loaded = load(RULE, content);
      LoadedRule rule = loaded.rules().getFirst();
      RuleMute mute = rule.mutes().getFirst();
      assertEquals(load(RULE).rules().getFirst().written().tree(), rule.written().tree());
      assertEquals("doc1.yaml", mute.document());
      Mute read = MuteFile.read(rule.name(), mute, content);
      assertEquals(new Mute(written.id(), written.rule(), written.fields(), "ann", "nightly\\x0abackup", UNTIL), read);
    }
  }

  @Test
  void aMuteHidesTheAlertsWithItsValuesUntilItsTime() {
    RuleMute mute = load(RULE, MuteFile.text(mute("tar x"), Instant.EPOCH)).rules().getFirst().mutes().getFirst();
    assertTrue(mute.hides(alert(UNTIL.minusSeconds(1), "tar x", "/etc/passwd")));
    assertFalse(mute.hides(alert(UNTIL, "tar x", "/etc/passwd")), "it is over");
    assertFalse(mute.hides(alert(UNTIL.minusSeconds(1), "tar y", "/etc/passwd")));
    assertFalse(mute.hides(alert(UNTIL.minusSeconds(1), "tar x", "/etc/shadow")));
    assertTrue(mute.isOver(UNTIL) && !mute.isOver(UNTIL.minusSeconds(1)));
  }

  @Test
  void severalTuplesHideTheAlertsOfEach() {
    String content =
        MuteFile.text(mute("tar x"), Instant.EPOCH).replace("  override:", "        - [/etc/shadow, cat]\n  override:");
    RuleMute mute = load(RULE, content).rules().getFirst().mutes().getFirst();
    assertTrue(mute.covers(alert(UNTIL, "tar x", "/etc/passwd")) && mute.covers(alert(UNTIL, "cat", "/etc/shadow")));
    assertFalse(mute.covers(alert(UNTIL, "cat", "/etc/passwd")));
  }

  @Test
  void anExceptionThatIsNotAMuteBelongsToTheCondition() {
    String mute = MuteFile.text(mute("tar x"), Instant.EPOCH);
    List<String> others =
        List.of(
            mute.replace("'mute 20261127-221503-001 until", "'my"), // another name
            mute.replace("until 2026-12-04T22:15:00Z'", "until Friday'"),
            mute.replace("comps: ['=', '=']", "comps: ['=', startswith]"),
            mute.replace("['fd.name', 'proc.cmdline']", "['fd.name', 'proc.name']")); // not in the output
    for (String other : others) {
      assertFalse(other.equals(mute));
      LoadedRule rule = load(RULE, other).rules().getFirst();
      assertEquals(List.of(), rule.mutes(), other);
      assertFalse(load(RULE).rules().getFirst().written().tree().equals(rule.written().tree()), other);
    }
  }

  @Test
  void onlyValuesThatAConditionCanQuoteAreWritten() {
    assertTrue(MuteFile.canWrite("it's") && MuteFile.canWrite("say \"x\"") && MuteFile.canWrite("ä (1)"));
    assertFalse(
        MuteFile.canWrite("") || MuteFile.canWrite("both ' and \"") || MuteFile.canWrite("a\\b") || MuteFile.canWrite("a\nb"));
  }

  @Test
  void aTextThatStandsForBytesOfAnyKindHidesNothing() {
    assertFalse(MuteFile.canWrite("/etc/\uFFFD"));
    LoadResult loaded = load(RULE, MuteFile.text(mute("cat /etc/\uFFFD"), Instant.EPOCH));
    LoadedRule rule = loaded.rules().getFirst();
    assertEquals(1, rule.mutes().size(), "it does not become an exception without an end");
    TreeMap<String, Object> values = new TreeMap<>(Map.of("proc.cmdline", "cat /etc/\uFFFD", "fd.name", "/etc/passwd"));
    assertFalse(rule.mutes().getFirst().covers(new Alert(1, Priority.NOTICE, "It's read", "syscall", "m", values,
        new TreeSet<>())));
    Diagnostic warning = loaded.report().results().getLast().warnings().getFirst();
    assertEquals("doc1.yaml", warning.locations().getFirst().document());
    assertEquals(
        "A value of the mute hides nothing, because \uFFFD stands for bytes that cannot be shown, and other bytes look the same;"
            + " remove it and mute by another field",
        warning.message());
  }

  @Test
  void theFileOfAMuteIsKnownByItsName() {
    assertTrue(MuteFile.isOf("/etc/eyas/rules.d/" + MuteFile.name("x"), "x"));
    assertFalse(MuteFile.isOf("/etc/eyas/rules.d/mine.yaml", "x") || MuteFile.isOf("/etc/not-" + MuteFile.name("x"), "x"));
  }

  @Test
  void aMuteOfARuleThatDoesNotExistIsAWarningThatNamesItsFile() {
    Mute mute = new Mute("m1", "It's reed", new TreeMap<>(Map.of("fd.name", "/x")), "ann", "r", UNTIL);
    LoadResult loaded = load(RULE, MuteFile.text(mute, Instant.EPOCH));
    assertEquals(1, loaded.rules().size());
    Diagnostic warning = loaded.report().results().getLast().warnings().getFirst();
    assertEquals("doc1.yaml", warning.locations().getFirst().document());
    assertEquals(
        "The mute hides nothing, because no rule 'It's reed' is defined before it; remove it or correct the name",
        warning.message());
  }

  @Test
  void anyOtherChangeOfARuleThatDoesNotExistIsAnError() {
    Mute mute = new Mute("m1", "It's reed", new TreeMap<>(Map.of("fd.name", "/x")), "ann", "r", UNTIL);
    String content = MuteFile.text(mute, Instant.EPOCH);
    String andTags = "  tags: [x]\n  override: {exceptions: append, tags: append}";
    List<String> others =
        List.of(
            content.replace("'mute m1 until", "'my"), content.replace("  override:\n    exceptions: append", andTags));
    for (String other : others) {
      assertFalse(other.equals(content));
      assertFalse(result(RULE, other).successful(), other);
    }
  }

  @Test
  void aFieldWithAnArgumentCanBeUsed() {
    String rule = RULE.replace("(%fd.name)", "(%fd.name by %proc.aname[2])");
    Mute mute = new Mute("m1", "It's read", new TreeMap<>(Map.of("proc.aname[2]", "sshd")), "ann", "r", UNTIL);
    assertEquals(
        List.of("proc.aname[2]"), load(rule, MuteFile.text(mute, Instant.EPOCH)).rules().getFirst().mutes().getFirst().fields());
  }
}
