package org.eyas.engine.completeness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.source.LossCause;

/** Encodes the counts by minute, for the next version of the engine. */
final class MinuteCodec {
  private static final int VERSION = 1;

  /**
   * The counts that an engine hands over to its next version.
   *
   * @param endedMillis the time at which the last loop ended, since the epoch; 0 if none has ended
   */
  record Left(List<SourceMinute> minutes, long endedMillis) {}

  private MinuteCodec() {}

  static byte[] encode(Left left) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(left.endedMillis());
      out.writeInt(left.minutes().size());
      for (SourceMinute minute : left.minutes()) {
        write(minute, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no errors
    }
    return bytes.toByteArray();
  }

  /** @throws IOException if another version of the engine encoded them in another way */
  static Left decode(byte[] encoded) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("version " + version + " of the encoding is unknown");
    }
    long endedMillis = in.readLong();
    int size = in.readInt();
    List<SourceMinute> minutes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      minutes.add(read(in));
    }
    return new Left(minutes, endedMillis);
  }

  private static void write(SourceMinute minute, DataOutputStream out) throws IOException {
    EventCounts counts = minute.counts();
    out.writeLong(minute.minute());
    out.writeInt(minute.blindSeconds());
    counts.seen().seen().write(out);
    counts.seen().undecided().write(out);
    out.writeLong(counts.seen().damaged());
    counts.filtered().write(out);
    write(counts.losses(), out);
  }

  private static SourceMinute read(DataInputStream in) throws IOException {
    long minute = in.readLong();
    int blindSeconds = in.readInt();
    SeenEventCounts seen = new SeenEventCounts(EventTypeCounts.read(in), EventTypeCounts.read(in), in.readLong());
    EventTypeCounts filtered = EventTypeCounts.read(in);
    return new SourceMinute(minute, new EventCounts(seen, losses(in), filtered), blindSeconds);
  }

  private static void write(LossCounts losses, DataOutputStream out) throws IOException {
    out.writeLong(losses.unknown());
    out.writeByte(losses.counts().size());
    for (Map.Entry<LossCause, Long> each : losses.counts().entrySet()) {
      out.writeUTF(each.getKey().name());
      out.writeLong(each.getValue());
    }
    out.writeByte(losses.types().size());
    for (Map.Entry<LossCause, BitSet> each : losses.types().entrySet()) {
      byte[] bits = each.getValue().toByteArray();
      out.writeUTF(each.getKey().name());
      out.writeShort(bits.length);
      out.write(bits);
    }
  }

  private static LossCounts losses(DataInputStream in) throws IOException {
    long unknown = in.readLong();
    Map<LossCause, Long> counts = new EnumMap<>(LossCause.class);
    for (int left = in.readByte(); left > 0; left--) {
      counts.put(cause(in.readUTF()), in.readLong());
    }
    Map<LossCause, BitSet> types = new EnumMap<>(LossCause.class);
    for (int left = in.readByte(); left > 0; left--) {
      LossCause cause = cause(in.readUTF());
      types.put(cause, BitSet.valueOf(in.readNBytes(in.readShort())));
    }
    return new LossCounts(counts, unknown, types);
  }

  private static LossCause cause(String name) throws IOException {
    try {
      return LossCause.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("the cause " + name + " is unknown", e);
    }
  }
}
