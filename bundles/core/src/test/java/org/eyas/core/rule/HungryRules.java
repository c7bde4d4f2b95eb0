package org.eyas.core.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.RuleLoader;

/** Loads as many rules as their limits allow, which is more than the heap can hold: see {@link HeapPressureTest}. */
final class HungryRules {
  private static final int RULES = 40;
  private static final int CHECKS = 24_000;

  private HungryRules() {}

  public static void main(String[] args) throws Exception {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", new FieldCatalog(SyscallFields.providers()));
    RuleDocument document = new RuleDocument("hungry.yaml", text());
    try {
      LimitedWork.runAtStart(() -> RuleLoader.load(List.of(document), new LoadContext(sources)));
      System.out.println("loaded 1");
    } catch (EngineException e) {
      System.out.println(e.getMessage());
      System.out.println("refused 1");
    }
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (int rule = 0; rule < RULES; rule++) {
      text.append("- rule: R").append(rule).append("\n  desc: d\n  output: o\n  priority: NOTICE\n  condition: proc.pid=1");
      for (int i = 0; i < CHECKS; i++) {
        text.append(" or fd.name=").append(rule * CHECKS + i);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
