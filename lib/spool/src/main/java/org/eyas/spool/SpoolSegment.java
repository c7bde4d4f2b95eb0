package org.eyas.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file of a spool: entries with consecutive numbers. The name of the file is the number of the first. */
final class SpoolSegment implements Closeable {
  static final String SUFFIX = ".spool";

  private final Path file;
  private SlicedFile channel;
  private final long first;
  private long length;
  private long count;

  private SpoolSegment(Path file, long first) throws IOException {
    this.file = file;
    this.first = first;
    channel = SlicedFile.open(file);
  }

  static SpoolSegment create(Path directory, long first) throws IOException {
    return new SpoolSegment(directory.resolve(String.format("%020d", first) + SUFFIX), first);
  }

  /** Opens an existing file and removes the bytes after its last complete entry. */
  static SpoolSegment recover(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    SpoolSegment segment = new SpoolSegment(file, Long.parseLong(name.substring(0, name.length() - SUFFIX.length())));
    try {
      for (byte[] entry = segment.read(0); entry != null; entry = segment.read(segment.length)) {
        segment.length += EntryFrame.bytes(entry);
        segment.count++;
      }
      segment.channel.truncate(segment.length);
      return segment;
    } catch (IOException e) {
      segment.close();
      throw e;
    }
  }

  long first() {
    return first;
  }

  /** The number of the entry that would be added next. */
  long end() {
    return first + count;
  }

  /** The bytes of all entries. */
  long length() {
    return length;
  }

  /** Whether the file still exists under its name. */
  boolean isThere() {
    return channel.isThere();
  }

  /**
   * Restores the file, which was removed, from the content of the open file. If that fails, the segment does not
   * change.
   */
  void restoreFile(boolean fsync) throws IOException {
    SlicedFile fresh = SlicedFile.open(file);
    try {
      fresh.copy(channel, length);
      if (fsync) {
        fresh.flush();
      }
    } catch (IOException e) {
      fresh.close();
      Files.deleteIfExists(file);
      throw e;
    }
    SlicedFile removed = channel;
    channel = fresh;
    removed.close();
  }

  /** Appends entries. If that fails, the file ends as before. */
  void append(List<byte[]> entries, boolean fsync) throws IOException {
    long at = length;
    try {
      for (ByteBuffer frames : EntryFrame.pack(entries)) {
        at = channel.write(frames, at);
      }
      if (fsync) {
        channel.flush();
      }
    } catch (IOException e) {
      channel.truncate(length);
      throw e;
    }
    length = at;
    count += entries.size();
  }

  /** The entry at an offset; null if there is no complete entry. */
  byte @Nullable [] read(long offset) throws IOException {
    long room = channel.size() - offset - EntryFrame.HEADER_BYTES;
    ByteBuffer header = ByteBuffer.allocate(EntryFrame.HEADER_BYTES);
    if (room < 0 || !channel.fill(header, offset)) {
      return null;
    }
    int bytes = header.getInt();
    if (bytes < 0 || bytes > room) {
      return null;
    }
    ByteBuffer entry = ByteBuffer.allocate(bytes);
    boolean whole =
        channel.fill(entry, offset + EntryFrame.HEADER_BYTES) && EntryFrame.checksum(entry.array()) == header.getInt();
    return whole ? entry.array() : null;
  }

  /** Removes all entries from a place on, because one is damaged. Returns how many. */
  long truncateAt(SpoolCursor place) throws IOException {
    long lost = end() - place.number();
    channel.truncate(place.offset());
    length = place.offset();
    count = place.number() - first;
    return lost;
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
