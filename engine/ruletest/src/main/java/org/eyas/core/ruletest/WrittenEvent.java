package org.eyas.core.ruletest;

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
 * An event that a test wrote by hand: a type, and the values of fields. It has no parameters, process or descriptor:
 * all fields are read from the map, and one that is not there is absent.
 *
 * @param syscall of a generic event, the code of the system call it stands for; else 0
 * @param sequence its number in the test, from 1
 */
record WrittenEvent(
    EventType type, int syscall, Text source, long sequence, Map<FieldKey, FieldValue> values, Place place)
    implements Event {
  /** Events are a second apart, from the beginning of 2000 on: a test has the same result whenever it runs. */
  private static final long EPOCH_NANOS = 946_684_800_000_000_000L;

  private static final long SECOND_NANOS = 1_000_000_000L;

  WrittenEvent {
    values = Map.copyOf(values);
  }

  @Nullable FieldValue value(FieldKey key) {
    return values.get(key);
  }

  @Override
  public long timestampNanos() {
    return EPOCH_NANOS + sequence * SECOND_NANOS;
  }

  @Override
  public long firstTimestampNanos() {
    return EPOCH_NANOS + SECOND_NANOS;
  }

  @Override
  public long previousTimestampNanos() {
    return sequence == 1 ? firstTimestampNanos() : timestampNanos() - SECOND_NANOS;
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

  /** A generic event's first parameter says which call it is. */
  @Override
  public long number(int param) {
    return param == 0 ? syscall : 0;
  }

  @Override
  public Bytes bytes(int param) {
    return Bytes.ABSENT;
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
