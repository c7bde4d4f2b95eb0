package org.eyas.engine.compile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.junit.jupiter.api.Test;

class PredicateInternerTest {
  private final PredicateInterner same = new PredicateInterner();

  private static TextCheck check(String... constants) {
    List<Text> texts = List.of(constants).stream().map(Text::of).toList();
    return new TextCheck(new TypedValue.Literal(Text.of("x")), ComparisonOperator.IN, Modifier.NONE, texts);
  }

  private TypedCondition firstOf(TypedCondition... children) {
    return assertInstanceOf(TypedCondition.And.class, same.intern(new TypedCondition.And(List.of(children)))).children()
        .getFirst();
  }

  @Test
  void equalPredicatesOfTwoRulesAreOneObject() {
    TypedCondition first = firstOf(check("a", "b", "c"), check("d"));
    TypedCondition second = firstOf(check("a", "b", "c"), check("e"));
    assertSame(first, second);
  }

  @Test
  void predicatesThatDifferInTheMiddleOfTheirConstantsAreDifferentObjects() {
    assertEquals(check("a", "b", "c").hashCode(), check("a", "x", "c").hashCode());
    assertNotSame(same.intern(check("a", "b", "c")), same.intern(check("a", "x", "c")));
  }

  @Test
  void theResultHasTheSameMeaning() {
    TypedCondition expr =
        new TypedCondition.Or(List.of(new TypedCondition.Not(check("a")), TypedCondition.Always.FALSE, check("a", "b")));
    assertEquals(expr, same.intern(expr));
  }
}
