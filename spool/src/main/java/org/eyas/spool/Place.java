package org.eyas.spool;

/**
 * Between two entries of a segment.
 *
 * @param number of the entry behind it
 * @param offset of that entry in its file
 */
record Place(long number, long offset) {
  static Place startOf(Segment segment) {
    return new Place(segment.first(), 0);
  }

  Place behind(byte[] entry) {
    return new Place(number + 1, offset + Frame.bytes(entry));
  }
}
