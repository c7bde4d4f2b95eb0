package org.eyas.spool;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read and written in slices. The JDK copies data through native memory when it reads and writes, and
 * keeps as much native memory as the largest call needed.
 */
final class SlicedFile implements Closeable {
  private static final int SLICE_BYTES = 256 << 10;

  private final FileChannel channel;
  private final FileIdentity identity;

  private SlicedFile(FileChannel channel, FileIdentity identity) {
    this.channel = channel;
    this.identity = identity;
  }

  /** Opens a file, and creates it if it is missing. */
  static SlicedFile open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new SlicedFile(channel, FileIdentity.of(file));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether the file still exists under its name. */
  boolean isThere() {
    return identity.isThere();
  }

  /** Replaces the content by the beginning of another file. */
  void copy(SlicedFile from, long bytes) throws IOException {
    for (long at = 0; at < bytes;) {
      ByteBuffer slice = ByteBuffer.allocate((int) Math.min(SLICE_BYTES, bytes - at));
      if (!from.fill(slice, at)) {
        throw new EOFException("the file is shorter than expected");
      }
      at = write(slice, at);
    }
    truncate(bytes);
  }

  long size() throws IOException {
    return channel.size();
  }

  /** Writes the buffer at an offset. Returns the offset after it. */
  long write(ByteBuffer bytes, long offset) throws IOException {
    long at = offset;
    while (nextSlice(bytes)) {
      at += channel.write(bytes, at);
    }
    return at;
  }

  /** Fills the buffer from an offset on. Returns false if the file ends before. */
  boolean fill(ByteBuffer buffer, long offset) throws IOException {
    for (long at = offset; nextSlice(buffer);) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    buffer.flip();
    return true;
  }

  private static boolean nextSlice(ByteBuffer bytes) {
    bytes.limit(Math.min(bytes.capacity(), bytes.position() + SLICE_BYTES));
    return bytes.hasRemaining();
  }

  void truncate(long bytes) throws IOException {
    channel.truncate(bytes);
  }

  /** Waits until the written data is on the disk. */
  void flush() throws IOException {
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
