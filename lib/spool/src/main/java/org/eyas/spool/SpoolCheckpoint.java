package org.eyas.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The checkpoint of a spool: the position up to which its entries are acknowledged. It is a number in a small file.
 * Writes go to two places of the file in turn, so that the previous number survives if a loss of power interrupts a
 * write. Both places are reserved at the start, so that the checkpoint can also move while the disk is full.
 *
 * <pre>
 *   0         8          16        24
 *   +---------+----------+---------+----------+
 *   | number  | ~number  | number  | ~number  |
 *   +---------+----------+---------+----------+
 * </pre>
 */
final class SpoolCheckpoint implements Closeable {
  private static final int PLACE_BYTES = 16;
  private static final int FILE_BYTES = 2 * PLACE_BYTES;

  private final FileChannel channel;
  private final FileIdentity identity;
  private long number;
  private int place;

  SpoolCheckpoint(Path file) throws IOException {
    channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    identity = FileIdentity.of(file);
    reserve();
    number = Math.max(read(0), read(1));
  }

  // A place of zeros contains no number.
  private void reserve() {
    try {
      long size = channel.size();
      if (size < FILE_BYTES) {
        channel.write(ByteBuffer.allocate((int) (FILE_BYTES - size)), size);
      }
    } catch (IOException e) {
      return; // the disk is full already: its entries can be read, and a move reports the failure
    }
  }

  private long read(int at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PLACE_BYTES);
    int read = channel.read(bytes, (long) at * PLACE_BYTES);
    bytes.flip();
    if (read < PLACE_BYTES) {
      return 0;
    }
    long written = bytes.getLong();
    return bytes.getLong() == ~written ? written : 0;
  }

  /** Whether the file still exists under its name. */
  boolean isThere() {
    return identity.isThere();
  }

  /** The number of the first entry that is not acknowledged. */
  long number() {
    return number;
  }

  void moveTo(long changed, boolean fsync) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(PLACE_BYTES).putLong(changed).putLong(~changed).flip();
    place = 1 - place;
    channel.write(bytes, (long) place * PLACE_BYTES);
    if (fsync) {
      channel.force(false);
    }
    number = changed;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
