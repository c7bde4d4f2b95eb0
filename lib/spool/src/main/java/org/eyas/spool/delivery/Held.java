package org.eyas.spool.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An entry that was taken: an object, or bytes that become one when it is read. That takes microseconds, so the taker reads it
 * after it has left the lock of the backlog. Any thread may read it.
 */
final class Held<E> {
  private final EntryFormat<E> format;
  private final byte[] bytes;
  private @Nullable E entry;

  private Held(EntryFormat<E> format, byte[] bytes, @Nullable E entry) {
    this.format = format;
    this.bytes = bytes;
    this.entry = entry;
  }

  static <E> Held<E> of(EntryFormat<E> format, E entry) {
    return new Held<>(format, new byte[0], entry);
  }

  static <E> Held<E> packed(EntryFormat<E> format, byte[] bytes) {
    return new Held<>(format, bytes, null);
  }

  synchronized E entry() {
    E known = entry == null ? format.read(bytes) : entry;
    entry = known;
    return known;
  }
}
