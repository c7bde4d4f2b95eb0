package org.eyas.engine.journal;

import java.util.List;
import org.eyas.api.control.JournalSpan;

/** A snapshot of the journals of all loops. It does not change until it is closed. */
public record JournalSnapshot(JournalSpan span, List<LoopJournalSnapshot> readings) implements AutoCloseable {
  public JournalSnapshot {
    readings = List.copyOf(readings);
  }

  public boolean isEmpty() {
    return readings.isEmpty();
  }

  @Override
  public void close() {
    readings.forEach(LoopJournalSnapshot::close);
  }
}
