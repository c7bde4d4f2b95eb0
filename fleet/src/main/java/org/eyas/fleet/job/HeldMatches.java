package org.eyas.fleet.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The matches of the current group that wait until all alerts of their {@link TimeSlot} have arrived, with a timer at its end. The
 * matches of a slot are in parts, because an entry of the state is rewritten for each addition, and a host can send thousands of alerts
 * at once. For the thread of the operator.
 *
 * <pre>
 *  entry of part 0       | u32 number of the last part | matches |
 *  entries of the others | matches |
 * </pre>
 */
final class HeldMatches {
  static final MapStateDescriptor<Long, byte[]> STATE =
      new MapStateDescriptor<>("held", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  /** A part gets no more matches when it is longer. */
  static final int PART_BYTES = 4_096;

  private static final int PART_BITS = 20;
  private static final byte[] NEW_SLOT = new byte[Integer.BYTES];

  private final MapState<Long, byte[]> state;

  HeldMatches(MapState<Long, byte[]> state) {
    this.state = state;
  }

  /** Adds matches to the slot that ends with a millisecond. */
  void add(List<StepMatch> matches, long end, TimerService timers) throws Exception {
    byte @Nullable [] known = state.get(key(end, 0));
    if (known == null) {
      timers.registerEventTimeTimer(end);
    }
    byte[] first = known == null ? NEW_SLOT : known;
    int last = ByteBuffer.wrap(first).getInt();
    byte @Nullable [] part = last == 0 ? first : state.get(key(end, last));
    if (part != null && part.length > PART_BYTES) {
      part = null;
      last++;
      state.put(key(end, 0), ByteBuffer.wrap(first.clone()).putInt(last).array());
    }
    state.put(key(end, last), with(part, matches));
  }

  /** Removes those of a slot, and returns them in the order of their times, or of their arrival if the times are the same. */
  List<StepMatch> take(long end, String group) throws Exception {
    byte @Nullable [] first = state.get(key(end, 0));
    if (first == null) {
      return List.of();
    }
    List<StepMatch> matches = new ArrayList<>();
    read(group, first, Integer.BYTES, matches);
    state.remove(key(end, 0));
    int last = ByteBuffer.wrap(first).getInt();
    for (int number = 1; number <= last; number++) {
      read(group, state.get(key(end, number)), 0, matches);
      state.remove(key(end, number));
    }
    matches.sort(Comparator.comparingLong(StepMatch::nanos));
    return matches;
  }

  private static long key(long end, int part) {
    return end << PART_BITS | part;
  }

  private static byte[] with(byte @Nullable [] before, List<StepMatch> matches) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((before == null ? 0 : before.length) + 256);
    DataOutputStream out = new DataOutputStream(bytes);
    if (before != null) {
      out.write(before);
    }
    for (StepMatch match : matches) {
      out.writeLong(match.nanos());
      out.writeInt(match.steps());
      out.writeUTF(match.id());
      out.writeInt(match.alert().length);
      out.write(match.alert());
    }
    return bytes.toByteArray();
  }

  private static void read(String group, byte[] bytes, int from, List<StepMatch> matches) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from));
    while (in.available() > 0) {
      long nanos = in.readLong();
      int steps = in.readInt();
      String id = in.readUTF();
      matches.add(new StepMatch(group, nanos, steps, id, in.readNBytes(in.readInt())));
    }
  }
}
