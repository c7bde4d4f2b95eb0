package org.eyas.engine.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.eyas.api.control.PastAlert;
import org.eyas.engine.query.AlertQuery;
import org.eyas.spool.Frame;

/** The content of one segment at a time. A search has one of its own, so that all segments share its memory. */
final class SegmentReader {
  static final int SLICE_BYTES = 256 << 10;

  private ByteBuffer content = ByteBuffer.allocate(0);
  private int[] places = new int[512];
  private int count;
  private int end;

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

  private void findAlerts() {
    count = 0;
    end = 0;
    for (int length = Frame.lengthAt(content, end); length >= 0; length = Frame.lengthAt(content, end)) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
      }
      places[count++] = end + Frame.HEADER_BYTES;
      end += Frame.HEADER_BYTES + length;
    }
  }

  /** How many complete alerts there are before the end, or before the first damaged one. */
  int count() {
    return count;
  }

  /** Where the last of these ends. */
  int end() {
    return end;
  }

  long number(int index) {
    return content.getLong(places[index]);
  }

  boolean mayMatch(int index, AlertQuery query) {
    int next = index + 1 < count ? places[index + 1] - Frame.HEADER_BYTES : end;
    return query.mayAccept(content.array(), places[index], next);
  }

  PastAlert alert(int index) throws IOException {
    return ArchivedAlert.read(content.position(places[index]));
  }
}
