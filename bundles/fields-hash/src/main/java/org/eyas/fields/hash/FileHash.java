package org.eyas.fields.hash;

import java.util.HexFormat;
import org.eyas.api.data.Text;

/**
 * The SHA-256 of a file. Immutable.
 *
 * @param text 64 hexadecimal digits in lower case; absent if the file could not be read
 */
record FileHash(Text text) {
  /** The hash of a file that could not be read, or that was left out because of a limit. */
  static final FileHash NONE = new FileHash(Text.ABSENT);

  static FileHash of(byte[] digest) {
    return new FileHash(Text.of(HexFormat.of().formatHex(digest)));
  }

  boolean isPresent() {
    return text.isPresent();
  }
}
