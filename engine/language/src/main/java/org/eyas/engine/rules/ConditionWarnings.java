package org.eyas.engine.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.engine.check.Warning;
import org.eyas.engine.check.Warning.Kind;
import org.eyas.engine.syntax.Expr;

/**
 * Reports the checker's warnings for one condition in Falco's order: first the kinds that are reported once for the whole
 * condition.
 */
final class ConditionWarnings {
  private final Findings findings;
  private final Written condition;

  ConditionWarnings(Findings findings, Written condition) {
    this.findings = findings;
    this.condition = condition;
  }

  void report(List<Warning> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    Context whole = condition.context().wholeCondition(condition.text());
    if (warnings.stream().anyMatch(warning -> warning.kind() == Kind.UNSAFE_NA_CHECK)) {
      findings.warn(LoadCode.LOAD_UNSAFE_NA_CHECK, "", whole);
    }
    for (DeprecatedField field : deprecated(warnings)) {
      findings.deprecated(field.field(), field.reason(), whole);
    }
    for (Warning warning : warnings) {
      if (warning.kind() == Kind.COMPILE_CONDITION) {
        findings.warn(
            LoadCode.LOAD_COMPILE_CONDITION,
            warning.message(),
            condition.context().inCondition(warning.position(), condition.text()));
      }
    }
  }

  /** Reports the warnings about deprecated fields of a condition that is rejected. */
  void reportDeprecated(Expr tree) {
    Set<String> used = new ConditionDetails(tree, Set.of()).fields();
    for (DeprecatedField field : DeprecatedField.values()) {
      if (used.contains(field.field())) {
        findings.deprecated(field.field(), field.reason(), condition.context().wholeCondition(condition.text()));
      }
    }
  }

  private static Set<DeprecatedField> deprecated(List<Warning> warnings) {
    Set<DeprecatedField> fields = EnumSet.noneOf(DeprecatedField.class);
    for (Warning warning : warnings) {
      for (DeprecatedField field : DeprecatedField.values()) {
        if (warning.kind() == Kind.DEPRECATED_FIELD && field.field().equals(warning.message())) {
          fields.add(field);
        }
      }
    }
    return fields;
  }
}
