package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.check.TypedValue;

/** A rule that compares a text with constants, and the part of it that contains the comparison. */
public record ComparingRule(RemainingRule rule, RuleConjunct part, List<Text> constants) {
  /** The rules among these that compare the text. */
  static List<ComparingRule> of(List<RemainingRule> rules, TypedValue text) {
    List<ComparingRule> comparing = new ArrayList<>();
    for (RemainingRule rule : rules) {
      for (RuleConjunct part : rule.parts()) {
        TextCheck check = part.comparison();
        if (check != null && check.left().equals(text)) {
          comparing.add(new ComparingRule(rule, part, check.constants()));
          break;
        }
      }
    }
    return comparing;
  }
}
