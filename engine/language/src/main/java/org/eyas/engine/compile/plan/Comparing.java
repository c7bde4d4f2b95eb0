package org.eyas.engine.compile.plan;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedExpr.TextCheck;
import org.eyas.engine.check.TypedValue;

/** A rule that compares a text with constants, and the part of it that contains the comparison. */
public record Comparing(OpenRule rule, Part part, List<Text> constants) {
  /** The rules among these that compare the text. */
  static List<Comparing> of(List<OpenRule> rules, TypedValue text) {
    List<Comparing> comparing = new ArrayList<>();
    for (OpenRule rule : rules) {
      for (Part part : rule.parts()) {
        TextCheck check = part.comparison();
        if (check != null && check.left().equals(text)) {
          comparing.add(new Comparing(rule, part, check.constants()));
          break;
        }
      }
    }
    return comparing;
  }
}
