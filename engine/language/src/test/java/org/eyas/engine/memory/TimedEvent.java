package org.eyas.engine.memory;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.schema.EventSchema;

/** An event that has only a time; fake fields provide the rest. */
record TimedEvent(long sequence, long timestampNanos, Text source) implements Event {
  static final Text FAKE = Text.of("fake");

  private static final EventType TYPE = EventSchema.current().type("PLUGINEVENT_E");

  @Override
  public EventType type() {
    return TYPE;
  }

  @Override
  public long firstTimestampNanos() {
    return 0;
  }

  @Override
  public long previousTimestampNanos() {
    return 0;
  }

  TimedEvent(long sequence, long timestampNanos) {
    this(sequence, timestampNanos, FAKE);
  }

  @Override
  public long threadId() {
    return 1;
  }

  @Override
  public int cpu() {
    return 0;
  }

  @Override
  public int paramCount() {
    return 0;
  }

  @Override
  public boolean has(int param) {
    return false;
  }

  @Override
  public long number(int param) {
    return 0;
  }

  @Override
  public Bytes bytes(int param) {
    return Text.ABSENT;
  }

  @Override
  public ProcessInfo process() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FdInfo fd() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Accounts accounts() {
    throw new UnsupportedOperationException();
  }
}
