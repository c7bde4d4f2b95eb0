package org.eyas.engine.compile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.syntax.Expr.Modifier;
import org.eyas.engine.syntax.Operator;
import org.junit.jupiter.api.Test;

class SamePredicatesTest {
  private final SamePredicates same = new SamePredicates();

  private static TextCheck check(String... constants) {
    List<Text> texts = List.of(constants).stream().map(Text::of).toList();
    return new TextCheck(new TypedValue.Literal(Text.of("x")), Operator.IN, Modifier.NONE, texts);
  }

  private TypedExpr firstOf(TypedExpr... children) {
    return assertInstanceOf(TypedExpr.And.class, same.in(new TypedExpr.And(List.of(children)))).children().getFirst();
  }

  @Test
  void equalPredicatesOfTwoRulesAreOneObject() {
    TypedExpr first = firstOf(check("a", "b", "c"), check("d"));
    TypedExpr second = firstOf(check("a", "b", "c"), check("e"));
    assertSame(first, second);
  }

  @Test
  void predicatesThatDifferInTheMiddleOfTheirConstantsAreDifferentObjects() {
    assertEquals(check("a", "b", "c").hashCode(), check("a", "x", "c").hashCode());
    assertNotSame(same.in(check("a", "b", "c")), same.in(check("a", "x", "c")));
  }

  @Test
  void theResultHasTheSameMeaning() {
    TypedExpr expr =
        new TypedExpr.Or(List.of(new TypedExpr.Not(check("a")), TypedExpr.Always.FALSE, check("a", "b")));
    assertEquals(expr, same.in(expr));
  }
}
