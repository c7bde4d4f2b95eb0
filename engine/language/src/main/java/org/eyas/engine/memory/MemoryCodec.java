package org.eyas.engine.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodes what rules remember, for the next version of the engine: a block for each rule, with its groups from the oldest one on. */
final class MemoryCodec {
  /** Changes with every change of the encoding. */
  private static final int LAYOUT = 1;

  private MemoryCodec() {}

  /**
   * Encodes twice: first only to learn the size, so that no larger array is ever needed.
   *
   * @param stores by the names and definitions of their rules
   * @return null if the result would have more bytes than the limit
   */
  static byte @Nullable [] encode(Map<String, GroupStore> stores, long limit) {
    CountingStream size = new CountingStream();
    write(stores, size);
    if (size.count > Math.min(limit, Integer.MAX_VALUE - 8)) {
      return null;
    }
    byte[] encoded = new byte[(int) size.count];
    write(stores, new ArrayStream(encoded));
    return encoded;
  }

  private static void write(Map<String, GroupStore> stores, OutputStream into) {
    try {
      DataOutputStream out = new DataOutputStream(into);
      out.writeInt(LAYOUT);
      out.writeInt(stores.size());
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      for (Map.Entry<String, GroupStore> each : stores.entrySet()) {
        KeptCodec.write(each.getKey().getBytes(UTF_8), out);
        write(each.getValue(), one, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  /** Each group has its length in front, so that those of an unknown rule can be skipped. */
  private static void write(GroupStore store, ByteArrayOutputStream one, DataOutputStream out) throws IOException {
    out.writeLong(store.table().latestNanos());
    out.writeInt(store.table().size());
    for (Group group = store.table().oldest(); group != null; group = group.newer) {
      one.reset();
      store.write(group, new DataOutputStream(one));
      KeptCodec.write(group.name, out);
      out.writeLong(group.touchedNanos);
      out.writeInt(one.size());
      one.writeTo(out);
    }
  }

  /**
   * Adds what was encoded to stores whose tables are empty; rules that do not exist any more are skipped.
   *
   * @throws IOException if the bytes have another layout, or are damaged
   */
  static void decode(byte[] encoded, Map<String, GroupStore> stores) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    if (in.readInt() != LAYOUT) {
      throw new IOException("another version of the engine encoded it in another way");
    }
    for (int left = in.readInt(); left > 0; left--) {
      GroupStore store = stores.get(new String(KeptCodec.bytes(in), UTF_8));
      if (store != null) {
        store.table().advance(in.readLong());
      } else {
        in.skipNBytes(Long.BYTES);
      }
      for (int groups = in.readInt(); groups > 0; groups--) {
        read(in, store);
      }
    }
  }

  private static void read(DataInputStream in, @Nullable GroupStore store) throws IOException {
    byte[] name = KeptCodec.bytes(in);
    long touchedNanos = in.readLong();
    int length = in.readInt();
    if (store == null) {
      in.skipNBytes(length);
    } else {
      store.read(name, touchedNanos, in);
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
