package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.document.RuleLimits;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final String RULES =
      """
      - rule: Shell in container
        desc: a
        condition: evt.type = execve
        output: a
        priority: WARNING
        tags: [shell, container]
      - rule: Shell on host
        desc: b
        condition: evt.type = execve
        output: b
        priority: DEBUG
        enabled: false
      """;

  private static List<String> enabled(Priority least, String... selections) {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", FactsFields.of(List.of("| evt.type | charbuf | |")));
    LoadContext context =
        new LoadContext(
            sources,
            LoadContext.engineOf(FalcoVersion.V0_44),
            BuiltInFalcoPlugins.VERSIONS,
            least,
            List.of(selections).stream().map(RuleSelection::parse).toList(),
            List.of(),
            RuleLimits.STANDARD,
            FalcoVersion.V0_44);
    LoadResult result = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULES)), context);
    assertTrue(result.successful());
    return result.rules().stream().filter(LoadedRule::enabled).map(LoadedRule::name).toList();
  }

  @Test
  void withoutSelectionsTheFilesDecide() {
    assertEquals(List.of("Shell in container"), enabled(Priority.DEBUG));
  }

  @Test
  void appliesSelectionsInOrder() {
    assertEquals(List.of("Shell on host"), enabled(Priority.DEBUG, "disable rule:*", "enable rule:*host"));
    assertEquals(List.of(), enabled(Priority.DEBUG, "enable rule:*host", "disable rule:*"));
    assertEquals(List.of(), enabled(Priority.DEBUG, "disable tag:shell"));
  }

  @Test
  void neverEnablesRulesBelowTheMinimumPriority() {
    assertEquals(List.of("Shell in container"), enabled(Priority.NOTICE, "enable rule:*"));
    assertEquals(List.of(), enabled(Priority.ERROR));
  }

  @Test
  void matchesPartsOfNamesInTheirOrder() {
    assertTrue(RuleSelection.matches("*", "anything"));
    assertTrue(RuleSelection.matches("a*c", "abc"));
    assertTrue(RuleSelection.matches("a**c*", "abcd"));
    assertTrue(RuleSelection.matches("abc", "abc"));
    assertFalse(RuleSelection.matches("a*b*c", "acb"));
    assertFalse(RuleSelection.matches("ab", "abc"));
    assertFalse(RuleSelection.matches("*b", "abc"));
  }

  @Test
  void selectsByTag() {
    assertTrue(new RuleSelection(true, true, "shell").selects("any", Set.of("shell", "x")));
    assertFalse(new RuleSelection(true, true, "shell*").selects("any", Set.of("shell")));
  }

  @Test
  void rejectsInvalidSelections() {
    assertThrows(IllegalArgumentException.class, () -> RuleSelection.parse("drop rule:x"));
    assertThrows(IllegalArgumentException.class, () -> RuleSelection.parse("enable name:x"));
    assertThrows(IllegalArgumentException.class, () -> RuleSelection.parse("enable"));
  }
}
