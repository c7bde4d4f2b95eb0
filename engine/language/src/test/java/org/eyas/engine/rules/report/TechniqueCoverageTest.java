package org.eyas.engine.rules.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;

class TechniqueCoverageTest {
  private static final String RULES =
      """
      - {rule: a, desc: d, condition: evt.type = openat, output: o, priority: INFO, tags: [mitre_credential_access, T1003.008, T1552]}
      - {rule: b, desc: d, condition: evt.type = openat, output: o, priority: INFO, tags: [mitre_discovery, eyas_signal_5, T1552]}
      - {rule: c, desc: d, condition: evt.type = openat, output: o, priority: INFO, tags: [T1048], enabled: false}
      - {rule: d, desc: d, condition: evt.type = openat, output: o, priority: INFO, tags: [eyas_signal_5, T1082]}
      - {rule: e, desc: d, condition: evt.type = openat, output: o, priority: INFO, tags: [TOOLS, T10]}
      """;

  private final TechniqueCoverage coverage = TechniqueCoverage.of(load());

  private static LoadResult load() {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", RULES)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), loaded.report()::toString);
    return loaded;
  }

  @Test
  void theTextCountsRulesSignalsAndDisabledRulesOfEachTechnique() {
    assertEquals(
        """
        TECHNIQUE  RULES  SIGNALS  DISABLED  TACTICS
        T1003.008      1        0         0  credential access
        T1048          0        0         1
        T1082          0        1         0
        T1552          1        1         0  credential access, discovery
        4 techniques: 2 by rules that alert, 1 only by signals, 1 only by disabled rules. 1 rules name none.
        """,
        coverage.text());
  }

  @Test
  void theLayerNamesTheRulesOfEachTechnique() {
    List<?> techniques = (List<?>) coverage.layer().get("techniques");
    assertEquals(
        Map.of("techniqueID", "T1552", "score", 2L, "comment", "a\nb (signal)", "enabled", true), techniques.get(3));
    assertEquals(Map.of("techniqueID", "T1048", "score", 0L, "comment", "c (disabled)", "enabled", true), techniques.get(1));
    assertEquals("enterprise-attack", coverage.layer().get("domain"));
  }
}
