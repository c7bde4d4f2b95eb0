package org.eyas.spool.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A taken entry: an object, or bytes that are decoded when the entry is first read. Decoding takes microseconds, so the
 * taker reads the entry after it has left the lock of the backlog. Any thread may read it.
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
