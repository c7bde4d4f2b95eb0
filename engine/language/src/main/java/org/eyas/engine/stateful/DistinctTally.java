package org.eyas.engine.stateful;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.engine.stateful.event.CountedEventRing;
import org.eyas.engine.stateful.event.EventReferences;
import org.eyas.engine.stateful.event.GroupKey;
import org.eyas.engine.stateful.event.KeptFieldCodec;

/** Counts different values. Keeps each value with the time of its latest event. */
final class DistinctTally implements ThresholdTally {
  private static final class Value {
    final byte[] bytes;
    final long hash;
    long nanos;
    long eventNanos;
    long eventNumber;

    Value(byte[] bytes, long hash) {
      this.bytes = bytes;
      this.hash = hash;
    }
  }

  private static final int VALUE_BYTES = 80;

  private final List<Value> values = new ArrayList<>(2);
  private int bytes;

  @Override
  public long add(Event event, long nanos, long sinceNanos, GroupKey value, long number) {
    long hash = value.hash();
    Value known = null;
    int kept = 0;
    for (int i = 0; i < values.size(); i++) {
      Value each = values.get(i);
      if (each.hash == hash && value.isEqual(each.bytes)) {
        known = each;
      } else if (each.nanos < sinceNanos) {
        bytes -= VALUE_BYTES + each.bytes.length;
        continue;
      }
      values.set(kept++, each);
    }
    while (values.size() > kept) {
      values.removeLast();
    }
    Value seen = known == null ? added(value.copy(), hash) : known;
    seen.nanos = nanos;
    seen.eventNanos = event.timestampNanos();
    seen.eventNumber = event.sequence();
    return values.size();
  }

  private Value added(byte[] value, long hash) {
    Value added = new Value(value, hash);
    values.add(added);
    bytes += VALUE_BYTES + value.length;
    return added;
  }

  @Override
  public List<byte[]> values() {
    return values.stream().map(value -> value.bytes).toList();
  }

  @Override
  public EventReferences events() {
    List<Value> latest = values.stream().sorted(Comparator.comparingLong(value -> value.eventNumber))
        .skip(Math.max(0, values.size() - CountedEventRing.MOST)).toList();
    EventReferences events = new EventReferences(latest.size());
    for (int i = 0; i < latest.size(); i++) {
      events.set(i, latest.get(i).eventNanos, latest.get(i).eventNumber);
    }
    return events;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (Value value : values) {
      out.writeLong(value.nanos);
      out.writeLong(value.eventNanos);
      out.writeLong(value.eventNumber);
      KeptFieldCodec.write(value.bytes, out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      long nanos = in.readLong();
      long eventNanos = in.readLong();
      long eventNumber = in.readLong();
      byte[] bytes = KeptFieldCodec.bytes(in);
      Value value = added(bytes, GroupKey.hash(bytes));
      value.nanos = nanos;
      value.eventNanos = eventNanos;
      value.eventNumber = eventNumber;
    }
  }

  @Override
  public void clear() {
    values.clear();
    bytes = 0;
  }

  @Override
  public int bytes() {
    return 80 + bytes;
  }
}
