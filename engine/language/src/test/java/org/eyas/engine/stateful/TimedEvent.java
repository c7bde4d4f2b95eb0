package org.eyas.engine.stateful;

import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.ParameterlessEvent;

/** An event that has only a time; fake fields provide the rest. */
public record TimedEvent(long sequence, long timestampNanos, Text source) implements ParameterlessEvent {
  static final Text FAKE = Text.of("fake");

  private static final EventType TYPE = EventSchema.current().type("PLUGINEVENT_E");

  @Override
  public EventType type() {
    return TYPE;
  }

  public TimedEvent(long sequence, long timestampNanos) {
    this(sequence, timestampNanos, FAKE);
  }

  @Override
  public long threadId() {
    return 1;
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
