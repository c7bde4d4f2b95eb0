package org.eyas.core.state;

import org.jspecify.annotations.Nullable;

/**
 * Answers equal values with one object where it saw them lately; bounded, and never wrong where it forgot.
 *
 * @param <T> an immutable value
 */
final class Repeats<T extends Record> {
  private static final int SIZE = 1 << 10;

  private final @Nullable Record[] places = new Record[SIZE];

  @SuppressWarnings("unchecked") // only values of this type come in
  T one(T value) {
    int at = (value.hashCode() * 0x9e3779b9) >>> 22;
    Record known = places[at];
    if (value.equals(known)) {
      return (T) known;
    }
    places[at] = value;
    return value;
  }
}
