package org.eyas.rules.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.rule.RuleDocument;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Falco ignores keys that it does not know. It rejects a stateful rule only because that has no condition; an item with a name
 * and "enabled" alone it reads as one that enables an earlier rule.
 */
class RulesForFalcoTest {
  private static final Set<String> REMEMBERING = Set.of("threshold", "sequence", "first");

  private static List<Map<?, ?>> remembering() throws Exception {
    List<String> texts = new ArrayList<>();
    texts.add(Files.readString(Path.of("../../deploy/fleet/rules/fleet.yaml")));
    for (RuleDocument document : new StandardRules().documents()) {
      texts.add(document.content());
    }
    for (RuleDocument document : new AuditRules().documents()) {
      texts.add(document.content());
    }
    List<Map<?, ?>> items = new ArrayList<>();
    for (String text : texts) {
      for (Object document : new Yaml().loadAll(text)) {
        remembering((List<?>) document, items);
      }
    }
    return items;
  }

  private static void remembering(List<?> all, List<Map<?, ?>> into) {
    for (Object each : all) {
      if (each instanceof Map<?, ?> item && item.keySet().stream().anyMatch(REMEMBERING::contains)) {
        into.add(item);
      }
    }
  }

  @Test
  void falcoRejectsEachRuleThatRemembersInsteadOfMisreadingIt() throws Exception {
    assertEquals(42 + 14, remembering().size());
    for (Map<?, ?> item : remembering()) {
      assertTrue(!item.containsKey("condition") && !item.containsKey("append"), item::toString);
      assertTrue(item.keySet().containsAll(Set.of("rule", "desc", "output", "priority")), item::toString);
    }
  }
}
