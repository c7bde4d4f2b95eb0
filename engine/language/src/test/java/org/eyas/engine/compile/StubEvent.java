package org.eyas.engine.compile;

import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.schema.ParameterlessEvent;

/** An event that has only a type; fake fields provide the rest. */
public record StubEvent(EventType type) implements ParameterlessEvent {
  @Override
  public long sequence() {
    return 1;
  }

  @Override
  public long timestampNanos() {
    return 1;
  }

  @Override
  public long firstTimestampNanos() {
    return 1;
  }

  @Override
  public long previousTimestampNanos() {
    return 1;
  }

  @Override
  public Text source() {
    return Text.of("syscall");
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
