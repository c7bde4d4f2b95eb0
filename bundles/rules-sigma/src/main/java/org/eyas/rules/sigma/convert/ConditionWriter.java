package org.eyas.rules.sigma.convert;

import org.eyas.rules.sigma.mapping.Mapping;
import org.eyas.rules.sigma.mapping.MappedSource;
import org.eyas.rules.sigma.rule.Expr;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaRule.Detection;

/** Writes the detection of a rule as a condition: the condition of the log source, and the checks of the rule. */
final class ConditionWriter {
  private final MappedSource source;
  private final CheckWriter checks;

  private ConditionWriter(MappedSource source, CheckWriter checks) {
    this.source = source;
    this.checks = checks;
  }

  static String text(Detection detection, Mapping mapping) throws SigmaException {
    MappedSource source = source(detection, mapping);
    ConditionWriter writer = new ConditionWriter(source, new CheckWriter(source, new Placeholders(mapping.placeholders())));
    return writer.condition(detection.condition());
  }

  /** @throws SigmaException if the mapping does not have the log source of a rule */
  static MappedSource source(Detection detection, Mapping mapping) throws SigmaException {
    return mapping
        .source(detection.source())
        .filter(source -> !source.condition().isEmpty())
        .orElseThrow(() -> new SigmaException("its log source (" + detection.source().label() + ") has no counterpart"));
  }

  private String condition(Expr expr) throws SigmaException {
    return "(" + source.condition() + ") and " + text(expr);
  }

  private String text(Expr expr) throws SigmaException {
    return switch (expr) {
      case Expr.Check check -> checks.text(check);
      case Expr.Not not -> "not " + parenthesized(text(not.part()));
      case Expr.And and -> {
        JoinedConditions parts = JoinedConditions.all();
        for (Expr part : and.parts()) {
          parts.add(text(part));
        }
        yield parts.text();
      }
      case Expr.Or or -> {
        JoinedConditions parts = JoinedConditions.any();
        for (Expr part : or.parts()) {
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
