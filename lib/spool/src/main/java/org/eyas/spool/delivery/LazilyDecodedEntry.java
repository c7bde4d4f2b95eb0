package org.eyas.spool.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A taken entry: an object, or bytes that are decoded when the entry is first read. Decoding takes microseconds, so the
 * taker reads the entry after it has left the lock of the backlog. Any thread may read it.
 */
final class LazilyDecodedEntry<E> {
  private final EntryFormat<E> format;
  private final byte[] bytes;
  private @Nullable E entry;

  private LazilyDecodedEntry(EntryFormat<E> format, byte[] bytes, @Nullable E entry) {
    this.format = format;
    this.bytes = bytes;
    this.entry = entry;
  }

  static <E> LazilyDecodedEntry<E> of(EntryFormat<E> format, E entry) {
    return new LazilyDecodedEntry<>(format, new byte[0], entry);
  }

  static <E> LazilyDecodedEntry<E> packed(EntryFormat<E> format, byte[] bytes) {
    return new LazilyDecodedEntry<>(format, bytes, null);
  }

  synchronized E entry() {
    E known = entry == null ? format.read(bytes) : entry;
    entry = known;
    return known;
  }
}
