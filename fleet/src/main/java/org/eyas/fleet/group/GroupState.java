package org.eyas.fleet.group;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored state of one group of one rule, except the matches that wait. It is read and written as a whole. */
public final class GroupState {
  private static final int HEAD = 4 * Long.BYTES + 2 * Integer.BYTES;
  private static final int COUNTED = Long.BYTES + Integer.BYTES;

  /** An alert that counts for a threshold. */
  record Counted(long nanos, String id) {}

  /** The state of the rule, as {@code GroupEvaluator} encodes it; null for no state. */
  byte @Nullable [] memory;
  /** The time of the timer that checks whether the group has ended; the smallest number for no timer. */
  public long endTimerMillis = Long.MIN_VALUE;
  /** The time of the last timer that checks whether an awaited alert is missing; the smallest number for no timer. */
  public long dueTimerMillis = Long.MIN_VALUE;
  /**
   * The time that the group has reached; the smallest number for none. After a restart, the job itself has no time yet.
   */
  private long reachedNanos = Long.MIN_VALUE;
  /** The beginning of a group of {@code first}, or the time of the last alert of a threshold. */
  long markNanos = Long.MIN_VALUE;
  /** The alerts that count for a threshold, the newest last. */
  final Deque<Counted> counted = new ArrayDeque<>();

  /** Decodes the result of {@link #bytes}; null gives the state of a new group. */
  public static GroupState read(byte @Nullable [] bytes) {
    GroupState state = new GroupState();
    if (bytes == null) {
      return state;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    state.endTimerMillis = in.getLong();
    state.dueTimerMillis = in.getLong();
    state.reachedNanos = in.getLong();
    state.markNanos = in.getLong();
    for (int left = in.getInt(); left > 0; left--) {
      long nanos = in.getLong();
      state.counted.add(new Counted(nanos, new String(bytes(in, in.getInt()), StandardCharsets.UTF_8)));
    }
    int length = in.getInt();
    state.memory = length < 0 ? null : bytes(in, length);
    return state;
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /**
   * The time at which an alert or a wait counts: the given time, but not before the time that the group has reached.
   */
  public long notBeforeReached(long nanos) {
    return Math.max(nanos, reachedNanos);
  }

  /** Advances the group: it has evaluated all alerts until this time. */
  public void advanceTo(long nanos) {
    reachedNanos = notBeforeReached(nanos);
  }

  /** Encodes the state for {@link #read}. */
  public byte[] bytes() {
    List<byte[]> ids = counted.stream().map(each -> each.id().getBytes(StandardCharsets.UTF_8)).toList();
    byte[] kept = memory;
    int length = HEAD + ids.stream().mapToInt(id -> COUNTED + id.length).sum() + (kept == null ? 0 : kept.length);
    ByteBuffer out = ByteBuffer.allocate(length);
    out.putLong(endTimerMillis).putLong(dueTimerMillis).putLong(reachedNanos).putLong(markNanos).putInt(ids.size());
    Iterator<byte[]> next = ids.iterator();
    for (Counted each : counted) {
      byte[] id = next.next();
      out.putLong(each.nanos()).putInt(id.length).put(id);
    }
    out.putInt(kept == null ? -1 : kept.length);
    if (kept != null) {
      out.put(kept);
    }
    return out.array();
  }
}
