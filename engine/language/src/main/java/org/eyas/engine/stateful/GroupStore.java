package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Groups that can be written and read again. For the thread of one event loop. */
interface GroupStore {
  GroupTable<?> table();

  /** Whether the groups are kept while their rule is absent, so that the rule continues with them after its return. */
  default boolean outlivesAbsence() {
    return false;
  }

  /** Writes the state of a group in {@link #table}. */
  void write(EventGroup group, DataOutput out) throws IOException;

  /** Adds a group with the state that {@link #write} wrote. The group becomes the most recently used. */
  void read(byte[] name, long touchedNanos, DataInput in) throws IOException;
}
