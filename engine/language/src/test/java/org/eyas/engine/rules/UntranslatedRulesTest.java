package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.SyscallFields;
import org.junit.jupiter.api.Test;

/** Rules that a provider could not translate are parked, and the other rules of the document run. */
class UntranslatedRulesTest {
  private static final UntranslatedRule RULE =
      new UntranslatedRule("Other", "what it is", "syscall", Priority.ERROR, List.of("b", "a"), 2, "no field for it");

  private static LoadResult load(String content) {
    FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());
    return RuleLoader.load(
        List.of(new RuleDocument("d.yml", content, List.of(RULE))),
        new LoadContext(new TreeMap<>(java.util.Map.of("syscall", catalog))));
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
}
