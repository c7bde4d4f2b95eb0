package org.eyas.core.rules;

import org.eyas.core.field.FieldCatalog;
import org.eyas.core.syntax.Expr;
import org.eyas.core.syntax.Position;

/** Holds a condition without macro names against the fields of a source. */
@FunctionalInterface
public interface ConditionChecker {
  CheckedCondition check(Expr condition, FieldCatalog catalog) throws ConditionException;

  /** The condition does not fit the fields. */
  final class ConditionException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Position position;

    public ConditionException(String message, Position position) {
      super(message);
      this.position = position;
    }

    public Position position() {
      return position;
    }
  }
}
