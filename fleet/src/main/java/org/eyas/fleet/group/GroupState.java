package org.eyas.fleet.group;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What the job keeps of one group of one rule, besides the matches that wait. It is read and written as a whole. */
public final class GroupState {
  /** An alert that counts for a threshold. */
  record Counted(long nanos, String id) {}

  /** What the rule remembers, as {@code GroupMemory} encodes it; null for nothing. */
  byte @Nullable [] memory;
  /** When a timer looks whether the group is over; the smallest number if there is none. */
  public long endTimerMillis = Long.MIN_VALUE;
  /** The time that the group has reached; the smallest number for none. It also counts after a restart, when the job has no time yet. */
  private long reachedNanos = Long.MIN_VALUE;
  /** The beginning of a group of {@code first}, or the time of the last alert of a threshold. */
  long markNanos = Long.MIN_VALUE;
  /** The alerts that count for a threshold, the newest last. */
  final Deque<Counted> counted = new ArrayDeque<>();

  /** Reads what {@link #bytes} wrote; null gives a new group. */
  public static GroupState read(byte @Nullable [] bytes) throws IOException {
    GroupState state = new GroupState();
    if (bytes == null) {
      return state;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    state.endTimerMillis = in.readLong();
    state.reachedNanos = in.readLong();
    state.markNanos = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      state.counted.add(new Counted(in.readLong(), in.readUTF()));
    }
    int length = in.readInt();
    state.memory = length < 0 ? null : in.readNBytes(length);
    return state;
  }

  /** The time at which something of this time counts: not before what the group has seen. */
  public long notBeforeReached(long nanos) {
    return Math.max(nanos, reachedNanos);
  }

  /** The group has seen all until this time. */
  public void reach(long nanos) {
    reachedNanos = notBeforeReached(nanos);
  }

  public byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(endTimerMillis);
    out.writeLong(reachedNanos);
    out.writeLong(markNanos);
    out.writeInt(counted.size());
    for (Counted each : counted) {
      out.writeLong(each.nanos());
      out.writeUTF(each.id());
    }
    byte[] kept = memory;
    out.writeInt(kept == null ? -1 : kept.length);
    if (kept != null) {
      out.write(kept);
    }
    return bytes.toByteArray();
  }
}
