package org.eyas.engine.ruletest.file;

import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * An event that is written in a test. It has a type and values of fields, but no parameters, process or descriptor. All
 * fields are read from the map, and a field that is not in the map is absent.
 *
 * @param syscall the code of the system call of a generic event; otherwise 0
 * @param sequence the number of the event in the test, from 1
 * @param sinceFirstNanos the time since the first event
 * @param sincePreviousNanos the time since the event before it
 */
public record WrittenEvent(
    EventType type, int syscall, Text source, long sequence, long sinceFirstNanos, long sincePreviousNanos,
    Map<FieldUseKey, WrittenValue> values, TestFilePosition place)
    implements Event {
  /** The time of the first event, one second after the beginning of 2000: a test always has the same result. */
  private static final long FIRST_NANOS = 946_684_801_000_000_000L;

  public WrittenEvent {
    values = Map.copyOf(values);
  }

  @Nullable
  public WrittenValue value(FieldUseKey key) {
    return values.get(key);
  }

  @Override
  public long timestampNanos() {
    return FIRST_NANOS + sinceFirstNanos;
  }

  @Override
  public long firstTimestampNanos() {
    return FIRST_NANOS;
  }

  @Override
  public long previousTimestampNanos() {
    return timestampNanos() - sincePreviousNanos;
  }

  @Override
  public long threadId() {
    return 0;
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

  /** The first parameter of a generic event is the code of the system call. */
  @Override
  public long number(int param) {
    return param == 0 ? syscall : 0;
  }

  @Override
  public Bytes bytes(int param) {
    return Text.ABSENT;
  }

  @Override
  public ProcessInfo process() {
    throw new UnsupportedOperationException("an event written by hand has fields only");
  }

  @Override
  public FdInfo fd() {
    throw new UnsupportedOperationException("an event written by hand has fields only");
  }

  @Override
  public Accounts accounts() {
    throw new UnsupportedOperationException("an event written by hand has fields only");
  }
}
