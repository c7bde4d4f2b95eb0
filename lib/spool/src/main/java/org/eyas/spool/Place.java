package org.eyas.spool;

/**
 * A place between two entries of a segment.
 *
 * @param number the number of the entry after this place
 * @param offset the offset of this entry in its file
 */
record Place(long number, long offset) {
  static Place startOf(SpoolSegment segment) {
    return new Place(segment.first(), 0);
  }

  Place after(byte[] entry) {
    return new Place(number + 1, offset + Frame.bytes(entry));
  }
}
