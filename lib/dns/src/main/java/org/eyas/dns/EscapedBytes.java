package org.eyas.dns;

import org.eyas.api.data.ByteBuilder;

/** Bytes as text, in the way of zone files (RFC 1035, section 5.1). */
public final class EscapedBytes {
  private EscapedBytes() {}

  /** Appends a byte: as it is, or as {@code \DDD} if it is a backslash, not printable ASCII, or special. */
  public static void append(int octet, boolean special, ByteBuilder text) {
    if (special || octet == '\\' || octet < ' ' || octet > '~') {
      text.append('\\').append('0' + octet / 100).append('0' + octet / 10 % 10).append('0' + octet % 10);
    } else {
      text.append(octet);
    }
  }

  /** Appends a byte of a host name, whose dots separate its labels. */
  public static void appendLowerCase(int octet, ByteBuilder text) {
    append(octet >= 'A' && octet <= 'Z' ? octet + 'a' - 'A' : octet, octet == ' ', text);
  }
}
