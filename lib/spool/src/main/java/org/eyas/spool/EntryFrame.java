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
public final class EntryFrame {
  /** The bytes before an entry. */
  public static final int HEADER_BYTES = 8;

  /** The size from which on an entry is written directly. Smaller entries are first copied into one buffer. */
  static final int LARGE_BYTES = 16 << 10;

  private EntryFrame() {}

  /** The size of an entry in a file, in bytes. */
  public static int bytes(byte[] entry) {
    return HEADER_BYTES + entry.length;
  }

  /** The frames of entries, ready to be written one after the other. Capacity and limit of each buffer are the same. */
  public static List<ByteBuffer> pack(List<byte[]> entries) {
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
    ByteBuffer frames = ByteBuffer.allocate(entries.stream().mapToInt(EntryFrame::bytes).sum());
    entries.forEach(entry -> header(entry, frames).put(entry));
    return frames.flip();
  }

  private static ByteBuffer header(byte[] entry, ByteBuffer into) {
    return into.putInt(entry.length).putInt(checksum(entry));
  }

  static int checksum(byte[] entry) {
    return checksum(entry, 0, entry.length);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    for (int shift = 24; shift >= 0; shift -= 8) {
      checksum.update(length >>> shift);
    }
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }

  /**
   * The length of the entry whose frame begins at an index of the content of a file; negative if no complete entry
   * begins there.
   */
  public static int lengthAt(ByteBuffer content, int at) {
    int room = content.limit() - at - HEADER_BYTES;
    if (room < 0) {
      return -1;
    }
    int length = content.getInt(at);
    boolean whole =
        length >= 0
            && length <= room
            && checksum(content.array(), content.arrayOffset() + at + HEADER_BYTES, length) == content.getInt(at + Integer.BYTES);
    return whole ? length : -1;
  }
}
