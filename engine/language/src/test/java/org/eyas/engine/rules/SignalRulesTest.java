package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class SignalRulesTest {
  private static LoadResult load(Priority least, String selection, String more) {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", FactsFields.of(List.of("| evt.type | charbuf | |")));
    sources.put("second", FactsFields.of(List.of("| evt.type | charbuf | |")));
    LoadContext context =
        new LoadContext(
            sources,
            LoadContext.engineOf(FalcoVersion.V0_44),
            BuiltInFalcoPlugins.VERSIONS,
            least,
            selection.isEmpty() ? List.of() : List.of(RuleSelection.parse(selection)),
            List.of(),
            RuleLimits.STANDARD,
            FalcoVersion.V0_44);
    String rule = "- rule: Listed accounts\n  desc: d\n  output: o\n  priority: DEBUG\n" + more;
    return RuleLoader.load(List.of(new RuleDocument("r.yaml", rule)), context);
  }

  private static String tagged(String tags) {
    return "  condition: evt.type = execve\n  tags: [" + tags + "]\n";
  }

  private static boolean enabled(Priority least, String selection) {
    LoadResult loaded = load(least, selection, tagged("eyas_signal_15"));
    assertTrue(loaded.rules().getFirst().isSignal());
    return loaded.rules().getFirst().enabled();
  }

  private static String fault(String more) {
    LoadResult loaded = load(Priority.DEBUG, "", more);
    assertFalse(loaded.successful());
    return loaded.report().toString();
  }

  @Test
  void theLeastPriorityIsAboutAlertsAndNotAboutSignals() {
    assertTrue(enabled(Priority.CRITICAL, ""));
  }

  @Test
  void aSelectionDisablesSignalsByTheirTag() {
    assertFalse(enabled(Priority.DEBUG, "disable tag:eyas_signal_15"));
    assertTrue(enabled(Priority.DEBUG, "disable tag:eyas_signal_5"));
  }

  @Test
  void theLargestOfSeveralWeightsCounts() {
    assertEquals(SignalWeight.THIRTY, SignalWeight.of(Set.of("eyas_signal_30", "a", "eyas_signal_1")));
    assertEquals(null, SignalWeight.of(Set.of("eyas_signal", "T1059")));
  }

  @Test
  void anUnknownWeightIsRefusedWithTheKnownOnes() {
    String fault = fault(tagged("eyas_signal_7"));
    assertTrue(fault.contains("'eyas_signal_7'") && fault.contains("eyas_signal_5, eyas_signal_15"), fault);
  }

  @Test
  void aSignalHasNoRepeats() {
    String fault = fault(tagged("eyas_signal_5") + "  repeats: {within: 60s}\n");
    assertTrue(fault.contains("'repeats' is for rules that send alerts"), fault);
  }

  @Test
  void aSignalOfSeveralSourcesIsRefused() {
    String steps =
        "  sequence: {within: 60s, steps: [{name: a, source: second, condition: evt.type = execve}, {name: b, condition: evt.type = execve}]}\n";
    String fault = fault(steps + "  tags: [eyas_signal_5]\n");
    assertTrue(fault.contains("a signal reads one event source"), fault);
  }
}
