package org.eyas.engine.journal;

import java.io.InputStream;

/** The bytes of a segment's state. */
final class StateStream extends InputStream {
  private final Segment.Reading segment;
  private long at;

  StateStream(Segment.Reading segment) {
    this.segment = segment;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int wanted) {
    int place = (int) (at % Chunk.SIZE);
    long left = Math.min(segment.stateBytes() - at, Chunk.SIZE - place);
    if (left == 0) {
      return -1;
    }
    int count = (int) Math.min(wanted, left);
    segment.chunks().get((int) (at / Chunk.SIZE)).memory.get(place, into, from, count);
    at += count;
    return count;
  }
}
