package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.check.FieldTransformer;
import org.eyas.engine.compile.GoldenFolder;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every condition in docs/rule-language.md is valid, and the page names every operator and transformer. */
class DocumentedConditionsTest {
  private static final String PAGE = GoldenFolder.read(Path.of("../../docs/rule-language.md"));

  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  @TestFactory
  Stream<DynamicTest> isACondition() {
    List<String> conditions = conditions();
    assertTrue(conditions.size() > 20, "conditions of the page: " + conditions.size());
    return conditions.stream().map(condition -> dynamicTest(condition, () -> {
      CheckedCondition checked = ConditionChecker.check(Parser.parse(condition), catalog);
      assertEquals(List.of(), checked.warnings());
      RuleIndex.of(List.of(new RuleIndex.Rule(0, checked.expr(), EventCodeFinder.all())), GeneratedMatchers::of);
    }));
  }

  @Test
  void namesEveryOperatorAndTransformer() {
    for (String operator : Parser.operators()) {
      assertTrue(PAGE.contains("`" + operator), operator);
    }
    for (FieldTransformer transformer : FieldTransformer.values()) {
      assertTrue(PAGE.contains("`" + transformer.text() + "("), transformer.text());
    }
  }

  private static List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    boolean within = false;
    for (String line : PAGE.lines().toList()) {
      if (line.startsWith("```")) {
        within = line.equals("```condition");
      } else if (within) {
        conditions.add(line);
      }
    }
    return conditions;
  }
}
