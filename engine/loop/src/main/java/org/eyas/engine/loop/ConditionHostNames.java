package org.eyas.engine.loop;

import java.util.Set;
import java.util.function.Consumer;
import org.eyas.api.data.Text;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedValue;

/** Finds the host names in conditions on the ends of connections. The engine resolves these names while it runs. */
public final class ConditionHostNames {
  private static final Set<String> FIELDS = Set.of("fd.cip.name", "fd.sip.name", "fd.lip.name", "fd.rip.name");

  private ConditionHostNames() {}

  /** Passes every host name in a condition to the visitor. */
  public static void forEach(TypedCondition condition, Consumer<String> names) {
    switch (condition) {
      case TypedCondition.And(var children) -> children.forEach(child -> forEach(child, names));
      case TypedCondition.Or(var children) -> children.forEach(child -> forEach(child, names));
      case TypedCondition.Not(var child) -> forEach(child, names);
      case TypedCondition.TextCheck check -> ofCheck(check, names);
      case TypedCondition.Always _ -> {}
      case TypedCondition.Predicate _ -> {}
    }
  }

  private static void ofCheck(TypedCondition.TextCheck check, Consumer<String> names) {
    if (check.left() instanceof TypedValue.Field(var use) && FIELDS.contains(use.definition().name())) {
      check.constants().stream().map(Text::toString).forEach(names);
    }
  }
}
