package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Groups that can be written and read again. For the thread of one event loop. */
interface GroupStore {
  GroupTable<?> table();

  /** Whether the groups are kept while their rule is absent, so that it continues with them when it returns. */
  default boolean outlivesAbsence() {
    return false;
  }

  /** Writes what a group of {@link #table} remembers. */
  void write(Group group, DataOutput out) throws IOException;

  /** Adds a group with what {@link #write} wrote; it becomes the one that was used last. */
  void read(byte[] name, long touchedNanos, DataInput in) throws IOException;
}
