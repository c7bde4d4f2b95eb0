package org.eyas.engine.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Encodes what rules remember, for the next version of the engine: a block for each rule, with its groups from the oldest one on. */
final class MemoryCodec {
  /** Changes with every change of the encoding. */
  private static final int LAYOUT = 1;

  private MemoryCodec() {}

  /** @param trackers by the names and definitions of their rules */
  static byte[] encode(Map<String, Tracker> trackers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(LAYOUT);
      out.writeInt(trackers.size());
      for (Map.Entry<String, Tracker> each : trackers.entrySet()) {
        KeptCodec.write(each.getKey().getBytes(UTF_8), out);
        KeptCodec.write(groups(each.getValue()), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static byte[] groups(Tracker tracker) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(tracker.table().size());
    for (Group group = tracker.table().oldest(); group != null; group = group.newer) {
      KeptCodec.write(group.name, out);
      out.writeLong(group.touchedNanos);
      tracker.write(group, out);
    }
    return bytes.toByteArray();
  }

  /**
   * Adds what was encoded to trackers whose tables are empty; rules that do not exist any more are skipped.
   *
   * @throws IOException if the bytes have another layout, or are damaged
   */
  static void decode(byte[] encoded, Map<String, Tracker> trackers) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    if (in.readInt() != LAYOUT) {
      throw new IOException("another version of the engine encoded it in another way");
    }
    for (int left = in.readInt(); left > 0; left--) {
      Tracker tracker = trackers.get(new String(KeptCodec.bytes(in), UTF_8));
      byte[] groups = KeptCodec.bytes(in);
      if (tracker != null) {
        addGroups(groups, tracker);
      }
    }
  }

  private static void addGroups(byte[] groups, Tracker tracker) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(groups));
    for (int left = in.readInt(); left > 0; left--) {
      byte[] name = KeptCodec.bytes(in);
      tracker.read(name, in.readLong(), in);
    }
  }
}
