package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.ParkedRule;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;

class RuleChangesTextTest {
  private static LoadResult load(String... names) {
    StringBuilder rules = new StringBuilder();
    for (String name : names) {
      rules.append("- {rule: ").append(name).append(", desc: d, condition: evt.type=open, output: o, priority: INFO}\n");
    }
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    return RuleLoader.load(List.of(new RuleDocument("r.yaml", rules.toString())), new LoadContext(catalogs));
  }

  private static LoadResult with(LoadResult loaded, String parked) {
    Location place = new Location("r.yaml", "rule", parked, 0, 0, 0);
    ParkedRule rule = new ParkedRule(parked, "", "syscall", Priority.DEBUG, new TreeSet<>(), place, "no reason");
    return new LoadResult(loaded.report(), loaded.rules(), List.of(rule), loaded.catalogs(), "", loaded.book(), loaded.version());
  }

  @Test
  void logsWhenARuleIsParkedAndWhenItIsBack() {
    LoadResult all = load("a", "b");
    LoadResult less = with(load("a"), "b");
    assertEquals(List.of("Rule 'b' is parked: no reason"), RuleChangesText.parked(all, less));
    assertEquals(List.of(), RuleChangesText.parked(less, less));
    assertEquals(List.of("Rule 'b' is no longer parked"), RuleChangesText.parked(less, all));
    assertEquals(List.of(), RuleChangesText.parked(less, load("a")), "it was deleted");
  }

  @Test
  void rulesForTheFleetAreCountedAndNotLogged() {
    Location place = new Location("r.yaml", "rule", "c", 0, 0, 0);
    ParkedRule fleet =
        new ParkedRule("c", "", "fleet", Priority.DEBUG, new TreeSet<>(), place, ParkedRule.FOR_THE_FLEET);
    LoadResult all = load("a", "b");
    LoadResult loaded = new LoadResult(all.report(), all.rules(), List.of(fleet), all.catalogs(), "", all.book(), all.version());
    RuleGeneration generation = RuleGeneration.of(loaded, List.of(), List.of(), new MatchOptions(true, "evt.time"));
    assertEquals(
        "3 rules (2 enabled, 1 for the fleet) from 1 document",
        RuleChangesText.summary(generation, List.of(new RuleDocument("r.yaml", ""))));
    assertEquals(List.of(), RuleChangesText.parked(all, loaded));
  }

  @Test
  void parkedRulesAreIncludedInTheTotal() {
    LoadResult loaded = with(load("a", "b"), "c");
    RuleGeneration generation = RuleGeneration.of(loaded, List.of(), List.of(), new MatchOptions(true, "evt.time"));
    assertEquals(
        "3 rules (2 enabled, 1 parked) from 1 document",
        RuleChangesText.summary(generation, List.of(new RuleDocument("r.yaml", ""))));
  }
}
