package org.eyas.engine.stateful;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.engine.stateful.event.KeptFieldCodec;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the state of stateful rules: a block for each rule, with its groups from the oldest one on.
 *
 * <p>The layout is that of the list of blocks. A version that changes only the groups of some rules gives their blocks another id, such as
 * one with the number of the layout before it, and marks them as outliving the absence of their rule: earlier versions then retain these
 * blocks like those of any absent rule.
 */
final class StatefulRuleCodec {
  /** The version of the list of blocks. */
  private static final int LAYOUT = 4;

  /**
   * The groups of one rule.
   *
   * @param id the name and the definition of the rule
   * @param outlivesAbsence whether the groups are kept while the rule is absent
   * @param sinceMillis the time at which the rule was last present, since the epoch
   */
  private record Block(String id, boolean outlivesAbsence, long sinceMillis, long length, Content content) {
    long size() {
      return Integer.BYTES + id.getBytes(UTF_8).length + 1 + Long.BYTES + Integer.BYTES + length;
    }

    void write(DataOutputStream out) throws IOException {
      KeptFieldCodec.write(id.getBytes(UTF_8), out);
      out.writeBoolean(outlivesAbsence);
      out.writeLong(sinceMillis);
      out.writeInt((int) length);
      content.write(out);
    }
  }

  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private StatefulRuleCodec() {}

  /**
   * Encodes the state of rules. It encodes twice, first only to learn the size, so that it never needs a larger array.
   *
   * @param stores by the names and definitions of their rules
   * @return null if the result would have more bytes than the limit
   */
  static byte @Nullable [] encode(Map<String, GroupStore> stores, AbsentRuleStates absent, long limit) {
    long nowMillis = System.currentTimeMillis();
    List<Block> blocks = new ArrayList<>();
    stores.forEach(
        (id, store) -> blocks.add(new Block(id, store.outlivesAbsence(), nowMillis, length(store), out -> write(store, out))));
    absent.all().forEach(
        (id, each) -> blocks.add(new Block(id, true, each.sinceMillis(), each.groups().length, out -> out.write(each.groups()))));
    long size = 2 * Integer.BYTES + blocks.stream().mapToLong(Block::size).sum();
    if (size > Math.min(limit, Integer.MAX_VALUE - 8)) {
      return null;
    }
    return bytes(
        size,
        out -> {
          out.writeInt(LAYOUT);
          out.writeInt(blocks.size());
          for (Block block : blocks) {
            block.write(out);
          }
        });
  }

  /** The groups of one rule; null if they are too large for an array. */
  static byte @Nullable [] groups(GroupStore store) {
    long length = length(store);
    return length > Integer.MAX_VALUE - 8 ? null : bytes(length, out -> write(store, out));
  }

  private static byte[] bytes(long size, Content content) {
    byte[] encoded = new byte[(int) size];
    write(content, new ArrayStream(encoded));
    return encoded;
  }

  private static long length(GroupStore store) {
    CountingStream size = new CountingStream();
    write(out -> write(store, out), size);
    return size.count;
  }

  private static void write(Content content, OutputStream into) {
    try {
      content.write(new DataOutputStream(into));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array never fails
    }
  }

  /** Writes the groups of one store. */
  static void write(GroupStore store, DataOutputStream out) throws IOException {
    out.writeLong(store.table().latestNanos());
    out.writeInt(store.table().size());
    for (EventGroup group = store.table().oldest(); group != null; group = group.newer) {
      KeptFieldCodec.write(group.name, out);
      out.writeLong(group.touchedNanos);
      store.write(group, out);
    }
  }

  /**
   * Decodes groups into stores with empty tables. Groups of rules that do not exist are skipped, or kept until the rule
   * returns.
   *
   * @throws IOException if the bytes have another layout, or are damaged; then some groups may have been added
   */
  static void decode(byte[] encoded, Map<String, GroupStore> stores, AbsentRuleStates absent) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    int layout = in.readInt();
    if (layout > LAYOUT) {
      throw new NewerStateException(
          "a newer version of Eyas wrote it, in layout " + layout + "; this version reads layout " + LAYOUT);
    }
    if (layout != LAYOUT) {
      throw new IOException("another version of the engine encoded it in another way");
    }
    for (int left = in.readInt(); left > 0; left--) {
      String id = new String(KeptFieldCodec.bytes(in), UTF_8);
      boolean outlivesAbsence = in.readBoolean();
      long sinceMillis = in.readLong();
      int length = in.readInt();
      GroupStore store = stores.get(id);
      if (store != null) {
        read(in, store);
      } else if (outlivesAbsence && length >= 0 && length <= in.available()) {
        absent.add(id, new AbsentRuleState(in.readNBytes(length), sinceMillis));
      } else {
        in.skipNBytes(length);
      }
    }
  }

  /** Adds the groups that {@link #groups} encoded. */
  static void read(byte[] groups, GroupStore store) throws IOException {
    read(new DataInputStream(new ByteArrayInputStream(groups)), store);
  }

  /** Adds the groups that {@link #write(GroupStore, DataOutputStream)} wrote. */
  static void read(DataInputStream in, GroupStore store) throws IOException {
    store.table().advance(in.readLong());
    for (int left = in.readInt(); left > 0; left--) {
      byte[] name = KeptFieldCodec.bytes(in);
      store.read(name, in.readLong(), in);
    }
  }

  private static final class CountingStream extends OutputStream {
    long count;

    @Override
    public void write(int each) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }

  private static final class ArrayStream extends OutputStream {
    private final byte[] into;
    private int at;

    ArrayStream(byte[] into) {
      this.into = into;
    }

    @Override
    public void write(int each) {
      into[at++] = (byte) each;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      System.arraycopy(bytes, offset, into, at, length);
      at += length;
    }
  }
}
