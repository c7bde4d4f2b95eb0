package org.eyas.engine.journal;

import java.io.InputStream;

/** The bytes of a segment's state. */
final class SegmentStateStream extends InputStream {
  private final JournalSegment.Reading segment;
  private long at;

  SegmentStateStream(JournalSegment.Reading segment) {
    this.segment = segment;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int wanted) {
    int place = (int) (at % JournalChunk.SIZE);
    long left = Math.min(segment.stateBytes() - at, JournalChunk.SIZE - place);
    if (left == 0) {
      return -1;
    }
    int count = (int) Math.min(wanted, left);
    segment.chunks().get((int) (at / JournalChunk.SIZE)).memory.get(place, into, from, count);
    at += count;
    return count;
  }
}
