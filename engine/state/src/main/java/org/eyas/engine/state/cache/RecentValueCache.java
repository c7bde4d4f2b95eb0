package org.eyas.engine.state.cache;

import org.jspecify.annotations.Nullable;

/**
 * A cache that returns the same object for equal values, if it contains them. Its size is limited; a miss only costs a
 * new object.
 *
 * @param <T> an immutable value
 */
final class RecentValueCache<T extends Record> {
  private static final int SIZE = 1 << 10;

  private final @Nullable Record[] places = new Record[SIZE];

  @SuppressWarnings("unchecked") // only values of this type are added
  T intern(T value) {
    int at = (value.hashCode() * 0x9e3779b9) >>> 22;
    Record known = places[at];
    if (value.equals(known)) {
      return (T) known;
    }
    places[at] = value;
    return value;
  }
}
