package org.eyas.engine.ruletest.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.ruletest.TestBench;
import org.eyas.engine.ruletest.TestEnvironment;
import org.eyas.engine.ruletest.TestRuleSet;
import org.junit.jupiter.api.Test;

/** Explanations agree with the engine: random rules fire for random events exactly if their explanation says so. */
class AgreementTest {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final List<String> NAMES = List.of("bash", "sh", "cat", "init", "/etc", "/etc/passwd", "");
  private static final List<String> TEXTS = List.of("proc.name", "proc.pname", "fd.name", "user.name");
  private static final List<String> TYPES = List.of("execve", "openat", "close", "connect");

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void aRuleFiresIfItsExplanationSaysSo() {
    System.out.println("AgreementTest seed " + seed);
    int fired = 0;
    for (int round = 0; round < 40; round++) {
      fired += round();
    }
    assertTrue(fired > 500, "rules fire now and then: " + fired);
  }

  private int round() {
    StringBuilder rules = new StringBuilder("- {list: shells, items: [bash, sh]}\n");
    for (int i = 0; i < 4; i++) {
      rules.append("- {macro: m").append(i).append(", condition: '").append(condition(2, i)).append("'}\n");
    }
    for (int i = 0; i < 10; i++) {
      rules.append("- {rule: r").append(i).append(", desc: d, output: x, priority: INFO, condition: '");
      rules.append("evt.type in (").append(pick(TYPES)).append(", ").append(pick(TYPES)).append(") and ");
      rules.append(condition(3, 4)).append("'}\n");
    }
    TestEnvironment bench = TestBench.create();
    List<RuleDocument> documents = List.of(new RuleDocument("random.yaml", rules.toString()));
    TestRuleSet set = TestRuleSet.load(documents, bench, bench.writtenCatalogs());
    assertEquals(List.of(), set.faults(), rules::toString);
    int fired = 0;
    for (int i = 1; i <= 50; i++) {
      fired += compare(set, event(i), rules.toString());
    }
    return fired;
  }

  private int compare(TestRuleSet set, WrittenEvent event, String rules) {
    List<String> alerts = set.written().alerts(event, true).stream().map(seen -> seen.alert().rule()).toList();
    for (String name : set.names()) {
      RuleExplainer explainer = set.explainer(set.rule(name).orElseThrow());
      RuleExplanation explanation = explainer.explain(event);
      String what = name + " of " + rules + " for " + event + ", seed " + seed;
      assertEquals(alerts.contains(name), explanation.fired(), what);
      assertEquals(explainer.distance(event), explanation.missing().size(), what);
      assertEquals(explanation.condition().answer(), explanation.missing().isEmpty(), what);
    }
    return alerts.size();
  }

  private WrittenEvent event(int sequence) {
    Map<FieldUseKey, WrittenValue> values = new HashMap<>();
    for (String field : TEXTS) {
      if (random.nextInt(4) > 0) {
        values.put(new FieldUseKey(field, null), new WrittenValue.Texts(List.of(Text.of(pick(NAMES)))));
      }
    }
    if (random.nextBoolean()) {
      values.put(new FieldUseKey("proc.tty", null), new WrittenValue.Numbers(List.of((long) random.nextInt(3))));
    }
    NamedEventTypes.Chosen type = NamedEventTypes.named(pick(TYPES)).orElseThrow();
    return new WrittenEvent(type.type(), 0, Text.of("syscall"), sequence, (sequence - 1) * SECOND_NANOS, SECOND_NANOS, values,
        new TestFilePosition("random", 1, 1));
  }

  private String condition(int depth, int macros) {
    return switch (depth == 0 ? random.nextInt(2) : random.nextInt(6)) {
      case 0 -> macros > 0 && random.nextBoolean() ? "m" + random.nextInt(macros) : check();
      case 1 -> check();
      case 2 -> "not " + "(" + condition(depth - 1, macros) + ")";
      case 3 -> "(" + condition(depth - 1, macros) + " or " + condition(depth - 1, macros) + ")";
      case 4 -> "(" + condition(depth - 1, macros) + " or not " + check() + ")";
      default -> "(" + condition(depth - 1, macros) + " and " + condition(depth - 1, macros) + ")";
    };
  }

  private String check() {
    return switch (random.nextInt(6)) {
      case 0 -> pick(TEXTS) + " in (shells, init)";
      case 1 -> pick(TEXTS) + " startswith /etc";
      case 2 -> pick(TEXTS) + " exists";
      case 3 -> "proc.tty > " + random.nextInt(3);
      case 4 -> pick(TEXTS) + " = val(" + pick(TEXTS) + ")";
      default -> pick(TEXTS) + " != bash";
    };
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
