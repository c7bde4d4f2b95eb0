package org.eyas.engine.archive;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eyas.evidence.chain.ChainDigest;
import org.jspecify.annotations.Nullable;

/**
 * The link of the hash chain after the details of an alert. The digest covers the digest before this alert and all bytes of the
 * alert up to the digest. An anchor is the first link of a segment; it also says what came before.
 *
 * <pre>
 *   link:    | 1 |                                                    digest (32) |
 *   anchor:  | 2 | digest before (32) | number of the oldest alert (8) | digest (32) |
 * </pre>
 *
 * @param before the digest before an anchor; null for a link
 * @param oldest of an anchor: the number of the oldest alert that the engine left in the archive; 0 for a link
 * @param digest the digest of the alert
 * @param covered the bytes of the entry that the digest covers
 */
record ChainLink(byte @Nullable [] before, long oldest, byte[] digest, int covered) {
  static final int BYTES = 1 + ChainDigest.BYTES;
  static final int ANCHOR_BYTES = BYTES + ChainDigest.BYTES + Long.BYTES;

  private static final byte LINK = 1;
  private static final byte ANCHOR = 2;

  /** The bytes of an alert with its link. */
  static byte[] append(byte[] alert, byte[] before, ChainDigest digest) {
    byte[] entry = Arrays.copyOf(alert, alert.length + BYTES);
    entry[alert.length] = LINK;
    return finished(entry, before, digest);
  }

  /** The bytes of an alert with an anchor. */
  static byte[] anchor(byte[] alert, byte[] before, long oldest, ChainDigest digest) {
    byte[] entry = Arrays.copyOf(alert, alert.length + ANCHOR_BYTES);
    ByteBuffer.wrap(entry, alert.length, ANCHOR_BYTES).put(ANCHOR).put(before).putLong(oldest);
    return finished(entry, before, digest);
  }

  // Fills in the digest, for which the end of the array has room.
  private static byte[] finished(byte[] entry, byte[] before, ChainDigest digest) {
    int covered = entry.length - ChainDigest.BYTES;
    System.arraycopy(digest.of(before, entry, 0, covered), 0, entry, covered, ChainDigest.BYTES);
    return entry;
  }

  /** The digest at the end of an entry. */
  static byte[] digestOf(byte[] entry) {
    return Arrays.copyOfRange(entry, entry.length - ChainDigest.BYTES, entry.length);
  }

  /**
   * The link in the bytes from the position to the limit; null if they are not a link.
   *
   * @param start the position of the entry in the buffer
   */
  static @Nullable ChainLink read(ByteBuffer in, int start) {
    int bytes = in.remaining();
    byte kind = bytes > 0 ? in.get() : 0;
    if (kind == LINK && bytes == BYTES) {
      return new ChainLink(null, 0, digest(in), in.position() - ChainDigest.BYTES - start);
    }
    if (kind == ANCHOR && bytes == ANCHOR_BYTES) {
      byte[] before = digest(in);
      long oldest = in.getLong();
      return new ChainLink(before, oldest, digest(in), in.position() - ChainDigest.BYTES - start);
    }
    return null;
  }

  private static byte[] digest(ByteBuffer in) {
    byte[] digest = new byte[ChainDigest.BYTES];
    in.get(digest);
    return digest;
  }
}
