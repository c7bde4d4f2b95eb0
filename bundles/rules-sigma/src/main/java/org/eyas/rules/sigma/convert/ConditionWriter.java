package org.eyas.rules.sigma.convert;

import org.eyas.rules.sigma.mapping.MappedSource;
import org.eyas.rules.sigma.mapping.SigmaMapping;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaExpression;
import org.eyas.rules.sigma.rule.SigmaRule.Detection;

/** Writes the detection of a rule as a condition: the condition of the log source, and the checks of the rule. */
final class ConditionWriter {
  private final MappedSource source;
  private final CheckWriter checks;

  private ConditionWriter(MappedSource source, CheckWriter checks) {
    this.source = source;
    this.checks = checks;
  }

  static String text(Detection detection, SigmaMapping mapping) throws SigmaException {
    MappedSource source = source(detection, mapping);
    ConditionWriter writer = new ConditionWriter(source, new CheckWriter(source, new PlaceholderValues(mapping.placeholders())));
    return writer.condition(detection.condition());
  }

  /** @throws SigmaException if the mapping does not have the log source of a rule */
  static MappedSource source(Detection detection, SigmaMapping mapping) throws SigmaException {
    return mapping
        .source(detection.source())
        .filter(source -> !source.condition().isEmpty())
        .orElseThrow(() -> new SigmaException("its log source (" + detection.source().label() + ") has no counterpart"));
  }

  private String condition(SigmaExpression expr) throws SigmaException {
    return "(" + source.condition() + ") and " + text(expr);
  }

  private String text(SigmaExpression expr) throws SigmaException {
    return switch (expr) {
      case SigmaExpression.Check check -> checks.text(check);
      case SigmaExpression.Not not -> "not " + parenthesized(text(not.part()));
      case SigmaExpression.And and -> {
        JoinedConditions parts = JoinedConditions.all();
        for (SigmaExpression part : and.parts()) {
          parts.add(text(part));
        }
        yield parts.text();
      }
      case SigmaExpression.Or or -> {
        JoinedConditions parts = JoinedConditions.any();
        for (SigmaExpression part : or.parts()) {
          parts.add(text(part));
        }
        yield parts.text();
      }
    };
  }

  private static String parenthesized(String text) {
    return "(" + text + ")";
  }
}
