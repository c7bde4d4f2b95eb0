package org.eyas.engine.journal;

import java.util.List;
import org.eyas.api.control.JournalSpan;

/** The contents of all loops' journals at one moment. They do not change until this is closed. */
public record JournalContent(JournalSpan span, List<JournalReading> readings) implements AutoCloseable {
  public JournalContent {
    readings = List.copyOf(readings);
  }

  public boolean isEmpty() {
    return readings.isEmpty();
  }

  @Override
  public void close() {
    readings.forEach(JournalReading::close);
  }
}
