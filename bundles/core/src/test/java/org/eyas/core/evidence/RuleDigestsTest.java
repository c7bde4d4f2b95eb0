package org.eyas.core.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDigestsTest {
  private static final String RULES = """
      - {list: shells, items: [bash, zsh]}
      - {macro: shell, condition: proc.name in (shells)}
      - rule: a shell
        desc: d
        condition: evt.type = execve and shell
        exceptions: [{name: users, fields: [user.name], values: [[ann]]}]
        output: started %proc.name
        priority: NOTICE
        tags: [shells]
      - rule: many opens
        desc: d
        threshold: {condition: evt.type = open and shell, by: [proc.pid], count: 20, within: 1m}
        output: opened
        priority: NOTICE
      """;

  private static RuleDigests digests(String rules) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    var loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", rules)), new LoadContext(catalogs));
    assertEquals(2, loaded.rules().size(), () -> loaded.report().results().toString());
    return RuleDigests.of(loaded.rules());
  }

  private static String one(String rules, String name) {
    return digests(rules).byRule().getOrDefault(name, "");
  }

  @ParameterizedTest
  @CsvSource({"zsh, fish", "execve, execveat", "[[ann]], [[ann][bob]]", "started, began", "[shells], [shell]"})
  void whateverChangesTheAlertsOfARuleChangesItsDigest(String text, String instead) {
    String changed = RULES.replace(text, instead.replace("][", "], ["));
    assertNotEquals(RULES, changed);
    assertNotEquals(digests(RULES).all(), digests(changed).all());
    assertNotEquals(one(RULES, "a shell"), one(changed, "a shell"));
  }

  @ParameterizedTest
  @CsvSource({"count: 20, count: 21", "within: 1m, within: 2m", "proc.pid, proc.name", "evt.type = open, evt.type = openat",
      "zsh, fish"})
  void theStepsOfAStatefulRuleArePartOfItsDigest(String text, String instead) {
    String changed = RULES.replace(text, instead);
    assertNotEquals(RULES, changed);
    assertNotEquals(one(RULES, "many opens"), one(changed, "many opens"));
  }

  @Test
  void aRuleThatDidNotChangeHasTheSameDigest() {
    String changed = "# a comment\n" + RULES.replace("count: 20", "count: 21").replace("desc: d", "desc: another text");
    assertEquals(one(RULES, "a shell"), one(changed, "a shell"));
    assertEquals(digests(RULES), digests("# a comment\n\n" + RULES));
    assertTrue(one(RULES, "a shell").matches("[0-9a-f]{16}"));
    assertTrue(digests(RULES).all().matches("[0-9a-f]{64}"));
    assertEquals(List.of("a shell", "many opens"), List.copyOf(digests(RULES).byRule().keySet()));
  }
}
