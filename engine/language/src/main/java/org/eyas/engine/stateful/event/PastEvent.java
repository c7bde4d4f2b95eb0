package org.eyas.engine.stateful.event;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.ParameterlessEvent;

/**
 * The remainder of an event whose alert is decided later: its number, time and type. The fields that the alert prints
 * are kept separately. Immutable.
 */
public class PastEvent implements ParameterlessEvent {
  private final EventType type;
  private final long sequence;
  private final long timestampNanos;
  private final Text source;
  private final long threadId;

  PastEvent(EventType type, long sequence, long timestampNanos, Text source, long threadId) {
    this.type = type;
    this.sequence = sequence;
    this.timestampNanos = timestampNanos;
    this.source = source;
    this.threadId = threadId;
  }

  /** @param event may be over; then the data of the process and the descriptor are missing */
  public PastEvent(Event event) {
    this(event.type(), event.sequence(), event.timestampNanos(), Text.copyOf(event.source().toArray()), event.threadId());
  }

  /** The same event with another time. */
  PastEvent(PastEvent other, long nanos) {
    this(other.type, other.sequence, nanos, other.source, other.threadId);
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(type.code());
    out.writeLong(sequence);
    out.writeLong(timestampNanos);
    KeptFieldCodec.write(source.toArray(), out);
    out.writeLong(threadId);
  }

  public static PastEvent read(DataInput in) throws IOException {
    EventType type = EventSchema.current().type(in.readInt());
    return new PastEvent(type, in.readLong(), in.readLong(), Text.copyOf(KeptFieldCodec.bytes(in)), in.readLong());
  }

  @Override
  public final EventType type() {
    return type;
  }

  @Override
  public final long sequence() {
    return sequence;
  }

  @Override
  public final long timestampNanos() {
    return timestampNanos;
  }

  @Override
  public final Text source() {
    return source;
  }

  @Override
  public final long threadId() {
    return threadId;
  }

  @Override
  public ProcessInfo process() {
    throw over();
  }

  @Override
  public FdInfo fd() {
    throw over();
  }

  @Override
  public Accounts accounts() {
    throw over();
  }

  private static IllegalStateException over() {
    return new IllegalStateException("the event is over: only kept fields can be read");
  }
}
