package org.eyas.engine.memory;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Counts different values: each with the time of its latest event. */
final class DistinctTally implements Tally {
  private static final class Value {
    final byte[] bytes;
    final long hash;
    long nanos;

    Value(byte[] bytes, long hash) {
      this.bytes = bytes;
      this.hash = hash;
    }
  }

  private static final int VALUE_BYTES = 64;

  private final List<Value> values = new ArrayList<>(2);
  private int bytes;

  @Override
  public long add(long nanos, long sinceNanos, GroupName value, long number) {
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
    (known == null ? added(value.copy(), hash) : known).nanos = nanos;
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
  public void write(DataOutput out) throws IOException {
    out.writeInt(values.size());
    for (Value value : values) {
      out.writeLong(value.nanos);
      KeptCodec.write(value.bytes, out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      long nanos = in.readLong();
      byte[] value = KeptCodec.bytes(in);
      added(value, GroupName.hash(value)).nanos = nanos;
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
