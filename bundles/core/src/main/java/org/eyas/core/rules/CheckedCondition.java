package org.eyas.core.rules;

import java.util.List;
import org.eyas.core.syntax.Position;

/**
 * A condition whose fields, types and values are right.
 *
 * @param typed the typed tree
 * @param eventTypes how many event types it can hold for
 */
public record CheckedCondition(Object typed, int eventTypes, List<Warning> warnings) {
  public CheckedCondition {
    warnings = List.copyOf(warnings);
  }

  /** Something valid that may not mean what was intended. */
  public record Warning(String message, Position position) {}
}
