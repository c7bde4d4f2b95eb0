package org.eyas.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.core.check.TypedExpr;
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

  /** A list without some of its elements. */
  static <T> List<T> without(List<T> list, List<T> removed) {
    List<T> rest = new ArrayList<>(list);
    rest.removeAll(removed);
    return rest;
  }
}
