package org.eyas.core.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;

class RuleListOutputTest {
  private static final String OF_HOST = "- {rule: here, desc: d, condition: evt.type=open, output: o, priority: INFO}\n";
  private static final String OF_FLEET =
      "- {rule: there, desc: d, scope: fleet, output: o, priority: INFO, threshold: {condition: alert.rule = x, count: 2, within: 1m}}\n";

  private static LoadResult load(String rules) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    return RuleLoader.load(List.of(new RuleDocument("r.yaml", rules)), new LoadContext(catalogs));
  }

  @Test
  void rulesForTheFleetAreCounted() throws Exception {
    String text = RuleListOutput.text(load(OF_HOST + OF_FLEET), "");
    assertTrue(text.contains("here"), text);
    assertTrue(text.endsWith("\n1 rule has 'scope: fleet' and is not evaluated on a host.\n"), text);
    assertEquals(
        "2 rules have 'scope: fleet' and are not evaluated on a host.\n",
        RuleListOutput.ofFleet(load(OF_FLEET + OF_FLEET.replace("there", "elsewhere"))));
  }

  @Test
  void nothingIsAddedWithoutSuchRules() {
    assertEquals("", RuleListOutput.ofFleet(load(OF_HOST)));
  }

  @Test
  void suchRulesGiveNoWarning() {
    LoadResult loaded = load(OF_HOST + OF_FLEET);
    assertEquals(List.of(), loaded.report().results().getFirst().warnings());
    assertEquals(1, loaded.rules().size());
  }
}
