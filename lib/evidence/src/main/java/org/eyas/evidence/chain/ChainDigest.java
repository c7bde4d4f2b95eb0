package org.eyas.evidence.chain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a hash chain: SHA-256 over the digest before an entry, and the entry. One thread at a time uses an object. */
public final class ChainDigest {
  /** The size of a digest. */
  public static final int BYTES = 32;
  /** The digest before the first entry of a chain, as text. */
  public static final String START = "0".repeat(2 * BYTES);

  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest sha256;

  public ChainDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("bug in Eyas: every Java has SHA-256", e);
    }
  }

  /** The digest of an entry, which is the first {@code length} bytes of an array. */
  public byte[] of(byte[] before, byte[] entry, int from, int length) {
    sha256.update(before);
    sha256.update(entry, from, length);
    return sha256.digest();
  }

  /** The digest of some bytes alone. */
  public byte[] of(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    return sha256.digest();
  }

  /** The digest before the first entry of a chain. */
  public static byte[] start() {
    return new byte[BYTES];
  }

  /** A digest as text. */
  public static String text(byte[] digest) {
    return HEX.formatHex(digest);
  }

  /** Whether a text is a digest, as the engine writes it. */
  public static boolean isDigest(String text) {
    return text.length() == 2 * BYTES
        && text.chars().allMatch(letter -> letter >= '0' && letter <= '9' || letter >= 'a' && letter <= 'f');
  }
}
