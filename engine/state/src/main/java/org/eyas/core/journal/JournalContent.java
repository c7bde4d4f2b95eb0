package org.eyas.core.journal;

import java.util.List;
import org.eyas.api.control.JournalSpan;

/** What the journals of all loops held at one moment; it stays as it is until this is closed. */
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
