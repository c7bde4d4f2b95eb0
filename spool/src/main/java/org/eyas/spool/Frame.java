package org.eyas.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The encoding of an entry in a file, big-endian:
 *
 * <pre>
 *   0          4           8
 *   +----------+-----------+---------- ... --+
 *   | length   | checksum  | entry           |
 *   +----------+-----------+---------- ... --+
 * </pre>
 *
 * The checksum is the CRC-32C of length and entry, so that neither a partly written frame nor a series of zeros at the end of the
 * file is taken for an entry.
 */
final class Frame {
  static final int HEADER_BYTES = 8;

  private Frame() {}

  /** The size of an entry in a file, in bytes. */
  static int bytes(byte[] entry) {
    return HEADER_BYTES + entry.length;
  }

  static void put(byte[] entry, ByteBuffer into) {
    into.putInt(entry.length).putInt(checksum(entry)).put(entry);
  }

  static int checksum(byte[] entry) {
    CRC32C checksum = new CRC32C();
    for (int shift = 24; shift >= 0; shift -= 8) {
      checksum.update(entry.length >>> shift);
    }
    checksum.update(entry);
    return (int) checksum.getValue();
  }
}
