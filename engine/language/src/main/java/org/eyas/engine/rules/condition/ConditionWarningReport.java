package org.eyas.engine.rules.condition;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.engine.check.ConditionWarning;
import org.eyas.engine.check.ConditionWarning.Kind;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.item.WrittenText;
import org.eyas.engine.syntax.SyntaxTree;

/**
 * Reports the checker's warnings for one condition in Falco's order: first the kinds that are reported once for the whole
 * condition.
 */
public final class ConditionWarningReport {
  private final DocumentFindings findings;
  private final WrittenText condition;

  public ConditionWarningReport(DocumentFindings findings, WrittenText condition) {
    this.findings = findings;
    this.condition = condition;
  }

  public void report(List<ConditionWarning> warnings) {
    if (warnings.isEmpty()) {
      return;
    }
    DocumentPlace whole = condition.context().wholeCondition(condition.text());
    if (warnings.stream().anyMatch(warning -> warning.kind() == Kind.UNSAFE_NA_CHECK)) {
      findings.warn(LoadCode.LOAD_UNSAFE_NA_CHECK, "", whole);
    }
    for (DeprecatedField field : deprecated(warnings)) {
      findings.warnDeprecated(field.field(), field.reason(), whole);
    }
    for (ConditionWarning warning : warnings) {
      if (warning.kind() == Kind.COMPILE_CONDITION) {
        findings.warn(
            LoadCode.LOAD_COMPILE_CONDITION,
            warning.message(),
            condition.context().inCondition(warning.position(), condition.text()));
      }
    }
  }

  /** Reports the warnings about deprecated fields of a condition that is rejected. */
  public void reportDeprecated(SyntaxTree tree) {
    Set<String> used = new ConditionNames(tree, Set.of()).fields();
    for (DeprecatedField field : DeprecatedField.values()) {
      if (used.contains(field.field())) {
        findings.warnDeprecated(field.field(), field.reason(), condition.context().wholeCondition(condition.text()));
      }
    }
  }

  private static Set<DeprecatedField> deprecated(List<ConditionWarning> warnings) {
    Set<DeprecatedField> fields = EnumSet.noneOf(DeprecatedField.class);
    for (ConditionWarning warning : warnings) {
      for (DeprecatedField field : DeprecatedField.values()) {
        if (warning.kind() == Kind.DEPRECATED_FIELD && field.field().equals(warning.message())) {
          fields.add(field);
        }
      }
    }
    return fields;
  }
}
