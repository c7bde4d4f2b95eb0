package org.eyas.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The encoding of an entry in a file, big-endian:
 *
 * <pre>
 *   0          4           8
 *   +----------+-----------+---------- ... --+
 *   | length   | checksum  | entry           |
 *   +----------+-----------+---------- ... --+
 * </pre>
 *
 * The checksum is the CRC-32C of length and entry, so that neither a partly written frame nor a series of zeros at the end of the
 * file is taken for an entry.
 */
final class Frame {
  static final int HEADER_BYTES = 8;

  /** From this size on, an entry is written without being copied beside its neighbours first. */
  static final int LARGE_BYTES = 16 << 10;

  private Frame() {}

  /** The size of an entry in a file, in bytes. */
  static int bytes(byte[] entry) {
    return HEADER_BYTES + entry.length;
  }

  /** The frames of entries, ready to be written one after the other. Capacity and limit of each buffer are the same. */
  static List<ByteBuffer> pack(List<byte[]> entries) {
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int from = 0; from < entries.size();) {
      int to = endOfSmall(entries, from);
      if (to == from) {
        byte[] large = entries.get(to++);
        buffers.add(header(large, ByteBuffer.allocate(HEADER_BYTES)).flip());
        buffers.add(ByteBuffer.wrap(large));
      } else {
        buffers.add(together(entries.subList(from, to)));
      }
      from = to;
    }
    return buffers;
  }

  private static int endOfSmall(List<byte[]> entries, int from) {
    int to = from;
    while (to < entries.size() && entries.get(to).length < LARGE_BYTES) {
      to++;
    }
    return to;
  }

  private static ByteBuffer together(List<byte[]> entries) {
    ByteBuffer frames = ByteBuffer.allocate(entries.stream().mapToInt(Frame::bytes).sum());
    entries.forEach(entry -> header(entry, frames).put(entry));
    return frames.flip();
  }

  private static ByteBuffer header(byte[] entry, ByteBuffer into) {
    return into.putInt(entry.length).putInt(checksum(entry));
  }

  static int checksum(byte[] entry) {
    CRC32C checksum = new CRC32C();
    for (int shift = 24; shift >= 0; shift -= 8) {
      checksum.update(entry.length >>> shift);
    }
    checksum.update(entry);
    return (int) checksum.getValue();
  }
}
