package org.eyas.rules.sigma.rule;

import java.util.List;

/** The condition of a Sigma rule, with its search identifiers replaced by their content. Immutable. */
public sealed interface SigmaExpression {
  /** All parts hold. */
  record And(List<SigmaExpression> parts) implements SigmaExpression {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds. */
  record Or(List<SigmaExpression> parts) implements SigmaExpression {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  record Not(SigmaExpression part) implements SigmaExpression {}

  /**
   * Values for a field: {@code CommandLine|contains: [a, b]}.
   *
   * @param field empty for keywords, which are searched in the whole event
   * @param modifiers the words after the field
   * @param values at least one
   */
  record Check(String field, List<String> modifiers, List<CheckValue> values) implements SigmaExpression {
    public Check {
      modifiers = List.copyOf(modifiers);
      values = List.copyOf(values);
    }

    /** The field with its modifiers, as written. */
    public String label() {
      String name = field.isEmpty() ? "keywords" : field;
      return modifiers.isEmpty() ? name : name + "|" + String.join("|", modifiers);
    }
  }
}
