package org.eyas.engine.pushdown;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldUse;

/** The fields that a condition or a value reads, in their order. */
public final class FieldUses {
  private FieldUses() {}

  public static Stream<FieldUse> of(TypedCondition condition) {
    return switch (condition) {
      case TypedCondition.Always always -> Stream.empty();
      case TypedCondition.And(var children) -> of(children);
      case TypedCondition.Or(var children) -> of(children);
      case TypedCondition.Not(var child) -> of(child);
      case TypedCondition.ValueCheck check -> Stream.concat(of(check.left()), of(check.right()));
      case Predicate check -> of(check.left());
    };
  }

  private static Stream<FieldUse> of(List<TypedCondition> children) {
    return children.stream().flatMap(FieldUses::of);
  }

  static Stream<FieldUse> of(TypedValue value) {
    return switch (value) {
      case TypedValue.Field(var use) -> Stream.of(use);
      case TypedValue.Literal literal -> Stream.empty();
      case TypedValue.Tuple(var elements) -> elements.stream().flatMap(FieldUses::of);
      case TypedValue.Transformed transformed -> transformed.arguments().stream().flatMap(FieldUses::of);
      case TypedValue.Read read -> of(read.of());
    };
  }
}
