package org.eyas.core.compile;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.data.Text;
import org.eyas.core.check.TypedExpr;
import org.eyas.core.check.TypedText;
import org.eyas.core.check.TypedValue;

/** How the rules of one event type are tested together, before anything is compiled. */
sealed interface Plan {
  /** Conditions that all rules inside have in common. */
  record Guarded(List<TypedExpr> guards, List<Plan> inside) implements Plan {}

  /** Rules by the values that one text must have. */
  record ByText(TypedValue value, Map<Text, List<Plan>> plans) implements Plan {}

  /** What is left of one rule. */
  record Rule(List<TypedExpr> conditions, int key) implements Plan {}

  /** Every condition that has a place in a plan, once per place. */
  static void conditions(List<Plan> plans, List<TypedExpr> into) {
    for (Plan plan : plans) {
      switch (plan) {
        case Guarded guarded -> {
          into.addAll(guarded.guards());
          conditions(guarded.inside(), into);
        }
        case ByText byText -> byText.plans().values().forEach(inside -> conditions(inside, into));
        case Rule rule -> into.addAll(rule.conditions());
      }
    }
  }

  /** Plans as indented lines, for people who want to know in which order rules are tested. */
  static String text(List<Plan> plans, String indent) {
    StringBuilder text = new StringBuilder();
    for (Plan plan : plans) {
      switch (plan) {
        case Guarded guarded ->
            text.append(text(indent + "if", guarded.guards())).append(text(guarded.inside(), indent + "  "));
        case ByText byText -> {
          text.append(indent).append("by ").append(byText.value().text()).append('\n');
          byText.plans().forEach((value, inside) ->
              text.append(indent).append("  \"").append(value).append("\"\n").append(text(inside, indent + "    ")));
        }
        case Rule rule -> text.append(text(indent + "rule " + rule.key() + ":", rule.conditions()));
      }
    }
    return text.toString();
  }

  private static String text(String before, List<TypedExpr> conditions) {
    return before + " " + conditions.stream().map(TypedText::of).collect(Collectors.joining(" and ")) + "\n";
  }
}
