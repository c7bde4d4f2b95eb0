package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.junit.jupiter.api.Test;

/** Rules that a provider could not translate, or whose translation has a fault, are parked; the other rules run. */
class UntranslatedRulesTest {
  private static final LoadContext CONTEXT =
      new LoadContext(new TreeMap<>(Map.of("syscall", new FieldCatalog(SyscallFields.providers()))));
  private static final String GOOD = rule("Good", "evt.type = open");
  private static final UntranslatedRule RULE =
      new UntranslatedRule("Other", "what it is", "syscall", Priority.ERROR, List.of("b", "a"), 2, "no field for it");

  private static LoadResult load(String content) {
    return load(List.of(new RuleDocument("d.yml", content, true, List.of(RULE))));
  }

  private static LoadResult load(List<RuleDocument> documents) {
    return RuleLoader.load(documents, CONTEXT);
  }

  private static LoadResult translated(String content, String... later) {
    List<RuleDocument> documents = new ArrayList<>(List.of(new RuleDocument("d.yml", content, true, List.of())));
    List.of(later).forEach(text -> documents.add(new RuleDocument("own.yaml", text)));
    return load(documents);
  }

  private static String rule(String name, String condition) {
    return "- {rule: " + name + ", desc: d, condition: '" + condition
        + "', output: o, priority: INFO, skip-if-unknown-filter: true}\n";
  }

  private static void assertParked(LoadResult loaded, String name, String reason) {
    assertTrue(loaded.report().successful(), loaded.report().toString());
    assertEquals(List.of("Good"), loaded.rules().stream().map(LoadedRule::name).toList());
    assertEquals(List.of(name), loaded.parked().stream().map(ParkedRule::name).toList());
    assertTrue(loaded.parked().getFirst().reason().contains(reason), loaded.parked().toString());
    long warnings = loaded.report().results().stream().flatMap(result -> result.warnings().stream())
        .filter(warning -> warning.code().equals("LOAD_WARNING_EXTENSION")).count();
    assertEquals(1, warnings);
  }

  @Test
  void theyAreParkedWithTheirPlaceAndReported() {
    LoadResult loaded = load("- {rule: A, desc: d, condition: evt.type = open, output: o, priority: INFO}\n\n");
    assertEquals(List.of("A"), loaded.rules().stream().map(LoadedRule::name).toList());
    ParkedRule parked = loaded.parked().getFirst();
    assertEquals("Other", parked.name());
    assertEquals(List.of("a", "b"), List.copyOf(parked.tags()));
    assertEquals(2, parked.place().line());
    assertEquals("no field for it", parked.reason());
    Diagnostic warning = loaded.report().results().getFirst().warnings().getFirst();
    assertEquals("LOAD_WARNING_EXTENSION", warning.code());
    assertEquals("Rule 'Other' is parked: no field for it", warning.message());
    assertEquals("d.yml", warning.locations().getLast().document());
    assertTrue(loaded.report().successful());
  }

  @Test
  void aDocumentMayHaveNoOtherRules() {
    LoadResult loaded = load("");
    assertTrue(loaded.report().successful());
    assertEquals(1, loaded.parked().size());
  }

  @Test
  void aTranslationWithAFaultIsParkedAndTheNextDocumentsAreRead() {
    String own = "- macro: m\n  condition: evt.type = open\n";
    assertParked(translated(rule("Bad", "evt.type = open and fd.sip = 300.1.1.1") + GOOD, own, own), "Bad", "300.1.1.1");
    assertParked(translated(rule("Bad", "evt.type = open and no.such.field = a") + GOOD, own, own), "Bad", "no.such.field");
    assertParked(translated(rule("Bad", "evt.type = ") + GOOD, own), "Bad", "");
  }

  @Test
  void aRuleThatIsLargerThanALimitIsParked() {
    String name = "x".repeat(1_001);
    assertParked(translated(rule(name, "evt.type = open") + GOOD), "x".repeat(40) + "...", "1000 characters");
    String description = rule("Bad", "evt.type = open").replace("desc: d", "desc: " + "d".repeat(65_537));
    assertParked(translated(description + GOOD), "Bad", "65536 characters");
  }

  @Test
  void aDocumentThatCannotBeReadIsParkedAsAWhole() {
    LoadResult loaded = load(List.of(
        new RuleDocument("own.yaml", GOOD),
        new RuleDocument("d.yml", rule("Other", "evt.type = open") + "- [", true, List.of())));
    assertParked(loaded, "d.yml", "");
  }

  @Test
  void aChangeOfAParkedRuleIsNoErrorAndAFaultOfAChangeIs() {
    String change = "- {rule: %s, condition: %s, override: {condition: append}}\n";
    String bad = rule("Bad", "evt.type = open and fd.sip = 300.1.1.1");
    assertParked(translated(bad + GOOD, change.formatted("Bad", "and proc.name = a")), "Bad", "300.1.1.1");
    assertFalse(translated(GOOD, change.formatted("Good", "and fd.sip = 300.1.1.1")).report().successful());
  }
}
