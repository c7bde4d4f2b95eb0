package org.eyas.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of an {@link IdentityWindow}: a ring of 100,000 entries of 32 bytes, big-endian. The entry of number {@code n} is at
 * place {@code n % 100,000}; an entry elsewhere, such as one of zeros, does not count. It is not flushed to the disk: after a
 * loss of power, repeated events may pass.
 *
 * <pre>
 *   0             8             16            24            32
 *   +-------------+-------------+-------------+-------------+
 *   | number + 1  | received ms | hash, upper | hash, lower |
 *   +-------------+-------------+-------------+-------------+
 * </pre>
 */
final class IdentityWindowFile implements Closeable {
  private static final int ENTRY_BYTES = 4 * Long.BYTES;
  private static final int BUFFER_ENTRIES = 2_000;
  private static final int PLACES = IdentityWindow.CAPACITY;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_ENTRIES * ENTRY_BYTES);
  private long first;

  private IdentityWindowFile(FileChannel channel) {
    this.channel = channel;
  }

  static IdentityWindowFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      reserve(channel);
      return new IdentityWindowFile(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  // With all its blocks from the start, the file can also be written when the disk is full.
  private static void reserve(FileChannel channel) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(Math.max(0, PLACES * ENTRY_BYTES - (int) channel.size()));
    for (long at = channel.size(); zeros.hasRemaining();) {
      at += channel.write(zeros, at);
    }
  }

  /** Puts the entries into a window, the oldest first. Returns the number after the newest. */
  long read(IdentityWindow window) throws IOException {
    ByteBuffer entries = ByteBuffer.allocate(PLACES * ENTRY_BYTES);
    int read = 0;
    for (long at = 0; read >= 0 && entries.hasRemaining(); at += read) {
      read = channel.read(entries, at);
    }
    long end = end(entries);
    for (long number = Math.max(0, end - PLACES); number < end; number++) {
      int at = (int) (number % PLACES) * ENTRY_BYTES;
      if (entries.getLong(at) == number + 1) {
        window.put(number, entries.getLong(at + 16), entries.getLong(at + 24), entries.getLong(at + 8));
      }
    }
    return end;
  }

  private static long end(ByteBuffer entries) {
    long end = 0;
    for (int place = 0; place < PLACES; place++) {
      long number = entries.getLong(place * ENTRY_BYTES) - 1;
      end = number % PLACES == place ? Math.max(end, number + 1) : end;
    }
    return end;
  }

  /** Adds an entry to those that the next {@link #flush} writes. Consecutive calls have consecutive numbers. */
  void append(long number, long upper, long lower, long receivedMillis) throws IOException {
    if (!buffer.hasRemaining() || number % PLACES == 0) {
      flush();
    }
    if (buffer.position() == 0) {
      first = number;
    }
    buffer.putLong(number + 1).putLong(receivedMillis).putLong(upper).putLong(lower);
  }

  void flush() throws IOException {
    buffer.flip();
    try {
      for (long at = first % PLACES * ENTRY_BYTES; buffer.hasRemaining();) {
        at += channel.write(buffer, at);
      }
    } finally {
      buffer.clear();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
