package org.eyas.source.k8saudit.input;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Encodes and decodes a {@link ReadPosition} as bytes. The memory is used again for each position.
 *
 * <pre>
 *   0           8      16      24       32     40       48       56
 *   +-----------+------+-------+--------+------+--------+--------+
 *   | CRC-32 of | path | inode | offset | line | length | sum of |
 *   | the rest  |      |       |        |      | of the beginning|
 *   +-----------+------+-------+--------+------+--------+--------+
 * </pre>
 *
 * <p>A newer version may write more bytes after these; they stay.
 */
final class PositionCodec {
  static final int LENGTH = 7 * Long.BYTES;

  private final ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
  private final CRC32 crc = new CRC32();

  /** The bytes, which the caller reads and writes. */
  byte[] array() {
    return buffer.array();
  }

  /** Encodes a position. The parameters are the parts of {@link ReadPosition}, to make no object for each document. */
  void put(long pathSum, long inode, ReadPosition.Beginning beginning, long offset, long line) {
    buffer.putLong(8, pathSum).putLong(16, inode).putLong(24, offset).putLong(32, line);
    buffer.putLong(40, beginning.length()).putLong(48, beginning.sum());
    buffer.putLong(0, sum());
  }

  /** The position; empty if the bytes are damaged. */
  Optional<ReadPosition> parsed() {
    if (buffer.getLong(0) != sum()) {
      return Optional.empty();
    }
    ReadPosition.Beginning beginning = new ReadPosition.Beginning((int) buffer.getLong(40), buffer.getLong(48));
    return Optional.of(
        new ReadPosition(buffer.getLong(8), buffer.getLong(16), beginning, buffer.getLong(24), buffer.getLong(32)));
  }

  private long sum() {
    crc.reset();
    crc.update(buffer.array(), Long.BYTES, LENGTH - Long.BYTES);
    return crc.getValue();
  }
}
