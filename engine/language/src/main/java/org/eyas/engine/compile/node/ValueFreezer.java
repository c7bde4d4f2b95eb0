package org.eyas.engine.compile.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.check.TypedValue;

/**
 * Reads expressions at an event as far as possible: all parts become a {@link TypedValue.Read} except the fields with a
 * pending value, which are read again later. Used by the thread of one event loop, for the rare event with a pending
 * value.
 */
public final class ValueFreezer {
  private final Map<TypedValue, FieldReader> readers = new HashMap<>();

  /**
   * The value that was read. If it is pending, an expression in which only the pending fields remain, and all other
   * parts are values.
   */
  public TypedValue freeze(TypedValue value, Event event) {
    TypedValue.Read known = ValueSnapshots.of(value, reader(value), event);
    if (known != null) {
      return known;
    }
    return switch (value) {
      case TypedValue.Tuple tuple -> new TypedValue.Tuple(freeze(tuple.elements(), event));
      case TypedValue.Transformed t ->
        new TypedValue.Transformed(t.transformer(), freeze(t.arguments(), event), t.option(), t.type(), t.shape());
      case TypedValue.Field field -> field;
      case TypedValue.Literal literal -> literal;
      case TypedValue.Read read -> read;
    };
  }

  // Readers of frozen expressions are not cached, because their number is not limited.
  private FieldReader reader(TypedValue value) {
    return isFrozen(value) ? ValueReaderFactory.of(value) : readers.computeIfAbsent(value, ValueReaderFactory::of);
  }

  private List<TypedValue> freeze(List<TypedValue> values, Event event) {
    return values.stream().map(value -> freeze(value, event)).toList();
  }

  /** Whether a frozen value is absent, whatever values the pending fields get. */
  public static boolean isAbsent(TypedValue frozen) {
    return switch (frozen) {
      case TypedValue.Read read -> !read.present();
      case TypedValue.Tuple tuple -> tuple.elements().stream().anyMatch(ValueFreezer::isAbsent);
      case TypedValue.Transformed transformed -> transformed.arguments().stream().anyMatch(ValueFreezer::isAbsent);
      case TypedValue.Field field -> false;
      case TypedValue.Literal literal -> false;
    };
  }

  /** Whether an expression contains a value that was read at an event. */
  public static boolean isFrozen(TypedValue value) {
    return switch (value) {
      case TypedValue.Read read -> true;
      case TypedValue.Tuple tuple -> tuple.elements().stream().anyMatch(ValueFreezer::isFrozen);
      case TypedValue.Transformed transformed -> transformed.arguments().stream().anyMatch(ValueFreezer::isFrozen);
      case TypedValue.Field field -> false;
      case TypedValue.Literal literal -> false;
    };
  }
}
