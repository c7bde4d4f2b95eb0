package org.eyas.spool;

/**
 * A place between two entries of a segment.
 *
 * @param number the number of the entry after this place
 * @param offset the offset of this entry in its file
 */
record SpoolCursor(long number, long offset) {
  static SpoolCursor startOf(SpoolSegment segment) {
    return new SpoolCursor(segment.first(), 0);
  }

  SpoolCursor after(byte[] entry) {
    return new SpoolCursor(number + 1, offset + EntryFrame.bytes(entry));
  }
}
