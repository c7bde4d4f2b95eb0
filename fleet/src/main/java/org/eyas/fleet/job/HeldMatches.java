package org.eyas.fleet.job;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
 * The matches of the current group that wait until all alerts of their time have arrived: an entry of bytes for each millisecond,
 * with a timer. For the thread of the operator.
 */
final class HeldMatches {
  static final MapStateDescriptor<Long, byte[]> STATE =
      new MapStateDescriptor<>("held", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final MapState<Long, byte[]> state;

  HeldMatches(MapState<Long, byte[]> state) {
    this.state = state;
  }

  void add(StepMatch match, long millis, TimerService timers) throws Exception {
    addAll(List.of(match), millis, timers);
  }

  /** Adds matches in the order of their times; those that wait for the millisecond are copied once. */
  void addAll(List<StepMatch> matches, long millis, TimerService timers) throws Exception {
    state.put(millis, with(state.get(millis), matches));
    timers.registerEventTimeTimer(millis);
  }

  /** Removes those of a millisecond, and returns them in the order of their times, or of their arrival if the times are the same. */
  List<StepMatch> take(long millis, String key) throws Exception {
    byte @Nullable [] bytes = state.get(millis);
    if (bytes == null) {
      return List.of();
    }
    state.remove(millis);
    return read(key, bytes);
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

  private static List<StepMatch> read(String key, byte[] bytes) throws IOException {
    List<StepMatch> matches = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    while (in.available() > 0) {
      long nanos = in.readLong();
      int steps = in.readInt();
      String id = in.readUTF();
      matches.add(new StepMatch(key, nanos, steps, id, in.readNBytes(in.readInt())));
    }
    matches.sort(Comparator.comparingLong(StepMatch::nanos));
    return matches;
  }
}
