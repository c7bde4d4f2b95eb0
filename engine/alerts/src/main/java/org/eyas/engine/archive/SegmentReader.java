package org.eyas.engine.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.query.AlertQuery;
import org.eyas.spool.EntryFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of one segment at a time. Each search has a reader of its own, so that all segments share the
 * reader's memory.
 */
final class SegmentReader {
  static final int SLICE_BYTES = 256 << 10;

  private ByteBuffer content = ByteBuffer.allocate(0);
  private int[] places = new int[512];
  private int count;
  private int end;
  private int damagedBytes;

  /** Reads a file up to this length, and finds its alerts. */
  void read(Path file, int length) throws IOException {
    if (content.capacity() < length) {
      content = ByteBuffer.allocate(length);
    }
    content.clear();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (content.position() < length) {
        content.limit(Math.min(length, content.position() + SLICE_BYTES)); // the JDK copies through native memory
        if (channel.read(content) < 0) {
          throw new EOFException(file + " is shorter than expected");
        }
      }
    }
    content.limit(length);
    findAlerts();
  }

  // A damaged alert is skipped if its length says where the next one begins.
  private void findAlerts() {
    count = 0;
    end = 0;
    damagedBytes = 0;
    for (int length = declaredLength(end); length >= 0; length = declaredLength(end)) {
      if (length >= Long.BYTES && EntryFrame.lengthAt(content, end) == length) {
        add(end + EntryFrame.HEADER_BYTES);
      } else {
        damagedBytes += EntryFrame.HEADER_BYTES + length;
      }
      end += EntryFrame.HEADER_BYTES + length;
    }
    damagedBytes += content.limit() - end;
  }

  // Negative if no frame of this length fits.
  private int declaredLength(int at) {
    int room = content.limit() - at - EntryFrame.HEADER_BYTES;
    return room >= 0 && content.getInt(at) <= room ? content.getInt(at) : -1;
  }

  private void add(int place) {
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
    }
    places[count++] = place;
  }

  /** The number of complete alerts. */
  int count() {
    return count;
  }

  /** The end of the last alert whose length is known. */
  int end() {
    return end;
  }

  /** The number of bytes that are not part of a complete alert. */
  int damagedBytes() {
    return damagedBytes;
  }

  /**
   * Whether the rest of the file is an incomplete alert. It is not if complete alerts follow, as after a damaged
   * length.
   */
  boolean isTorn() {
    int at = end;
    while (at < content.limit() && EntryFrame.lengthAt(content, at) < Long.BYTES) {
      at++;
    }
    return end < content.limit() && at == content.limit();
  }

  long number(int index) {
    return content.getLong(places[index]);
  }

  boolean mayMatch(int index, AlertQuery query) {
    int next = index + 1 < count ? places[index + 1] - EntryFrame.HEADER_BYTES : end;
    return query.mayAccept(content.array(), places[index], next);
  }

  /** The link of an alert; null if it has none, or is damaged. */
  @Nullable
  ChainLink link(int index) {
    int start = places[index];
    ByteBuffer entry = content.duplicate().limit(start + content.getInt(start - EntryFrame.HEADER_BYTES)).position(start);
    try {
      ArchivedAlertCodec.read(entry);
      return ChainLink.read(entry, start);
    } catch (IOException e) {
      return null;
    }
  }

  PastAlert alert(int index) throws IOException {
    return ArchivedAlertCodec.read(content.position(places[index]));
  }
}
