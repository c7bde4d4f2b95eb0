package org.eyas.engine.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Checkpoint files as a newer version could write them. */
final class CheckpointBytes {
  private static final int LAYOUT_AT = Long.BYTES + Integer.BYTES;
  private static final int BLOCKS_AT = LAYOUT_AT + Integer.BYTES;

  private CheckpointBytes() {}

  /** The same file with the number of a layout that is not known. */
  static byte[] ofNewerLayout(byte[] file) {
    byte[] newer = file.clone();
    ByteBuffer.wrap(newer).putInt(LAYOUT_AT, 99);
    return summed(newer);
  }

  /** The same file with the state of one more rule. */
  static byte[] withBlock(byte[] file, String id, byte[] groups) {
    byte[] name = id.getBytes(UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(file.length + Integer.BYTES + name.length + 1 + Long.BYTES + Integer.BYTES + groups.length);
    all.put(file).putInt(name.length).put(name).put((byte) 1).putLong(System.currentTimeMillis()).putInt(groups.length)
        .put(groups);
    all.putInt(BLOCKS_AT, all.getInt(BLOCKS_AT) + 1);
    return summed(all.array());
  }

  private static byte[] summed(byte[] file) {
    CRC32C sum = new CRC32C();
    sum.update(file, LAYOUT_AT, file.length - LAYOUT_AT);
    ByteBuffer.wrap(file).putInt(Long.BYTES, (int) sum.getValue());
    return file;
  }
}
