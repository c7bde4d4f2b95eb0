package org.eyas.fields.hash;

import java.util.HexFormat;
import org.eyas.api.data.Text;

/**
 * The SHA-256 of a file. Immutable.
 *
 * @param text 64 hexadecimal digits in lower case; absent if the file could not be read
 * @param high the first 8 bytes, by which {@link HashList} finds it
 * @param low the next 8 bytes
 */
record FileHash(Text text, long high, long low) {
  /** The hash of a file that could not be read, or that was left out because of a limit. */
  static final FileHash NONE = new FileHash(Text.ABSENT, 0, 0);

  private static final int HALF = 16;

  static FileHash of(byte[] digest) {
    return of(HexFormat.of().formatHex(digest));
  }

  /** @param digits 64 hexadecimal digits in lower case */
  static FileHash of(String digits) {
    return new FileHash(Text.of(digits), number(digits, 0), number(digits, HALF));
  }

  private static long number(String digits, int from) {
    return HexFormat.fromHexDigitsToLong(digits, from, from + HALF);
  }

  boolean isPresent() {
    return text.isPresent();
  }
}
