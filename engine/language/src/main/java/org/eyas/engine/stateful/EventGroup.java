package org.eyas.engine.stateful;

import org.jspecify.annotations.Nullable;

/**
 * The state of a stateful rule for the events with the same group key. A {@link GroupTable} keeps its groups in the
 * order of their last use.
 */
abstract class EventGroup {
  /** The heap of an object of a subclass without its arrays, with its place in the table. */
  private static final int OWN_BYTES = 112;

  final byte[] name;
  final long hash;

  /** The time of the latest event that touched the group. */
  long touchedNanos;

  /** The heap that the group takes, as last reported to the table. */
  int bytes;

  @Nullable EventGroup older;
  @Nullable EventGroup newer;

  EventGroup(byte[] name, long hash) {
    this.name = name;
    this.hash = hash;
  }

  /** An estimate of the heap that the group takes now. */
  final int size() {
    return OWN_BYTES + name.length + contentBytes();
  }

  abstract int contentBytes();
}
