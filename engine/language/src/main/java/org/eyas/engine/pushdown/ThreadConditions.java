package org.eyas.engine.pushdown;

import java.util.List;
import java.util.function.Predicate;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.stateful.event.StepFields;

/** Decides which conditions depend on the thread of an event alone, from the definitions of their fields. */
final class ThreadConditions {
  private ThreadConditions() {}

  /**
   * Whether the answer of a condition is the same for every event of a thread, until the thread or one of its ancestors
   * changes.
   */
  static boolean isOfThread(TypedCondition condition) {
    return readsOnly(condition, field -> field.is(Flag.OF_PROCESS) || field.is(Flag.OF_ANCESTORS));
  }

  /** Whether such a condition also depends on other threads. */
  static boolean readsAncestors(TypedCondition condition) {
    return !readsOnly(condition, field -> field.is(Flag.OF_PROCESS));
  }

  private static boolean readsOnly(TypedCondition condition, Predicate<FieldDefinition> fields) {
    return switch (condition) {
      case TypedCondition.Always always -> false;
      case TypedCondition.And(var children) -> children.stream().allMatch(child -> readsOnly(child, fields));
      case TypedCondition.Or(var children) -> children.stream().allMatch(child -> readsOnly(child, fields));
      case TypedCondition.Not(var child) -> readsOnly(child, fields);
      case TypedCondition.ValueCheck check -> readsOnly(check.left(), fields) && readsOnly(check.right(), fields);
      case TypedCondition.Predicate check -> readsOnly(check.left(), fields);
    };
  }

  private static boolean readsOnly(TypedValue value, Predicate<FieldDefinition> fields) {
    return switch (value) {
      case TypedValue.Field(var use) -> !StepFields.isRemembered(use) && fields.test(use.definition());
      case TypedValue.Literal literal -> true;
      case TypedValue.Tuple(var elements) -> readsOnly(elements, fields);
      case TypedValue.Transformed transformed -> readsOnly(transformed.arguments(), fields);
      case TypedValue.Read read -> false;
    };
  }

  private static boolean readsOnly(List<TypedValue> values, Predicate<FieldDefinition> fields) {
    return values.stream().allMatch(value -> readsOnly(value, fields));
  }
}
