package org.eyas.engine.memory;

import org.jspecify.annotations.Nullable;

/** What a rule remembers of the events with the same values. In a {@link GroupTable}, in the order of its last use. */
abstract class Group {
  /** The heap that an object of a subclass takes besides its arrays, with its place in the table. */
  private static final int OWN_BYTES = 112;

  final byte[] name;
  final long hash;

  /** The time of the latest event for which it is kept. */
  long touchedNanos;

  /** The heap that it takes, as last reported to the table. */
  int bytes;

  @Nullable Group older;
  @Nullable Group newer;

  Group(byte[] name, long hash) {
    this.name = name;
    this.hash = hash;
  }

  /** An estimate of the heap that it takes now. */
  final int size() {
    return OWN_BYTES + name.length + contentBytes();
  }

  abstract int contentBytes();
}
