package org.eyas.engine.compile.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedConditionText;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.literal.LiteralAnchor;
import org.eyas.engine.compile.literal.SearchLiteral;

/** The plan for testing the rules of one event type together, before anything is compiled. */
public sealed interface MatchPlan {
  /** The number of constants of a group that are printed for people. */
  int SHOWN = 4;

  /** Conditions that all rules inside have in common. */
  record Guarded(List<TypedCondition> guards, List<MatchPlan> inside) implements MatchPlan {}

  /** Rules that compare one text with values, by these values. */
  record ByText(TypedValue value, Map<Text, List<MatchPlan>> plans) implements MatchPlan {}

  /** Rules that each need one of some constants. One search of each value finds all constants. */
  record ByLiterals(List<Group> groups) implements MatchPlan {}

  /** Rules that need one of the same constants. */
  record Group(LiteralAnchor anchor, List<MatchPlan> inside) {}

  /** The remaining conditions of one rule. */
  record Rule(List<TypedCondition> conditions, int key) implements MatchPlan {}

  /** Adds every condition that has a place in a plan, once per place. */
  static void conditions(List<MatchPlan> plans, List<TypedCondition> into) {
    for (MatchPlan plan : plans) {
      switch (plan) {
        case Guarded guarded -> {
          into.addAll(guarded.guards());
          conditions(guarded.inside(), into);
        }
        case ByText byText -> byText.plans().values().forEach(inside -> conditions(inside, into));
        case ByLiterals byLiterals -> byLiterals.groups().forEach(group -> conditions(group.inside(), into));
        case Rule rule -> into.addAll(rule.conditions());
      }
    }
  }

  /** Passes every group that is found by constants to a visitor, including nested groups. */
  static void groups(List<MatchPlan> plans, Consumer<Group> visitor) {
    for (MatchPlan plan : plans) {
      switch (plan) {
        case Guarded guarded -> groups(guarded.inside(), visitor);
        case ByText byText -> byText.plans().values().forEach(inside -> groups(inside, visitor));
        case ByLiterals byLiterals ->
          byLiterals.groups().forEach(
              group -> {
                visitor.accept(group);
                groups(group.inside(), visitor);
              });
        case Rule rule -> {}
      }
    }
  }

  /** Plans as indented lines, for people who want to see the order in which rules are tested. */
  static String text(List<MatchPlan> plans, String indent) {
    StringBuilder text = new StringBuilder();
    for (MatchPlan plan : plans) {
      switch (plan) {
        case Guarded guarded ->
          text.append(text(indent + "if", guarded.guards())).append(text(guarded.inside(), indent + "  "));
        case ByText byText -> {
          text.append(indent).append("by ").append(byText.value().text()).append('\n');
          byText.plans().forEach((value, inside) -> text.append(indent).append("  \"").append(value).append("\"\n")
              .append(text(inside, indent + "    ")));
        }
        case ByLiterals byLiterals -> {
          text.append(indent).append("by constants\n");
          byLiterals.groups().forEach(group -> text.append(indent).append("  ").append(text(group.anchor())).append('\n')
              .append(text(group.inside(), indent + "    ")));
        }
        case Rule rule -> text.append(text(indent + "rule " + rule.key() + ":", rule.conditions()));
      }
    }
    return text.toString();
  }

  private static String text(LiteralAnchor anchor) {
    String shown = anchor.literals().stream().limit(SHOWN).map(MatchPlan::text).collect(Collectors.joining(" or "));
    int more = anchor.literals().size() - SHOWN;
    return more > 0 ? shown + ", ... " + more + " more" : shown;
  }

  private static String text(SearchLiteral literal) {
    String place = literal.place().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return literal.value().text() + " " + place + " \"" + literal.text() + "\"";
  }

  private static String text(String before, List<TypedCondition> conditions) {
    return before + " " + conditions.stream().map(TypedConditionText::of).collect(Collectors.joining(" and ")) + "\n";
  }
}
