package org.eyas.fields.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.dns.EscapedBytes;

/**
 * The first message of a TLS client (RFC 8446, section 4.1.2), which names the server, as far as it was captured:
 *
 * <pre>
 *   | 22 3 x | length u16 | 1 | length u24 | version u16 | random 32 | u8 session id | u16 suites | u8 compressions
 *   | u16 extensions: | type u16 | length u16 | data | ... |    0: server name    16: protocols (ALPN)
 * </pre>
 *
 * <p>Every byte is the word of the program that sends it. Nothing outside of the data is read; a message in several records has the
 * extensions of the first. One object is used for all messages.
 */
final class ClientHello {
  private static final int HANDSHAKE = 22;
  private static final int MAJOR_VERSION = 3;
  private static final int CLIENT_HELLO = 1;
  private static final int SESSION = 43;
  private static final int SERVER_NAME = 0;
  private static final int PROTOCOLS = 16;
  private static final int EXTENSION = 4;
  private static final int LONGEST_NAME = 255;
  private static final int ABSENT = -1;

  private Bytes data = Text.EMPTY;
  private int nameFrom;
  private int nameTo;
  private int protocolsFrom;
  private int protocolsTo;

  /** Moves to some bytes. Returns whether they begin with the message. */
  boolean wrap(Bytes bytes) {
    data = bytes;
    nameFrom = ABSENT;
    protocolsFrom = ABSENT;
    boolean begins = bytes.length() > SESSION && bytes.at(0) == HANDSHAKE && bytes.at(1) == MAJOR_VERSION
        && bytes.at(5) == CLIENT_HELLO && bytes.at(9) == MAJOR_VERSION;
    if (begins) {
      findExtensions();
    }
    return begins;
  }

  private boolean has(int to) {
    return to <= data.length();
  }

  private int number(int at) {
    return data.at(at) << 8 | data.at(at + 1);
  }

  private void findExtensions() {
    int suites = SESSION + 1 + data.at(SESSION);
    if (!has(suites + 2)) {
      return;
    }
    int compressions = suites + 2 + number(suites);
    if (!has(compressions + 1)) {
      return;
    }
    int length = compressions + 1 + data.at(compressions);
    if (has(length + 2)) {
      readExtensions(length + 2, Math.min(data.length(), length + 2 + number(length)));
    }
  }

  private void readExtensions(int from, int end) {
    int at = from;
    while (at + EXTENSION <= end) {
      int type = number(at);
      int next = at + EXTENSION + number(at + 2);
      if (next > end) {
        return;
      }
      if (type == SERVER_NAME) {
        readName(at + EXTENSION, next);
      } else if (type == PROTOCOLS && at + EXTENSION + 2 <= next) {
        protocolsFrom = at + EXTENSION + 2;
        protocolsTo = next;
      }
      at = next;
    }
  }

  // | list length u16 | type 0 | length u16 | name |
  private void readName(int from, int end) {
    int name = from + 5;
    if (name > end || data.at(from + 2) != 0) {
      return;
    }
    int to = name + number(from + 3);
    if (to <= end && to > name && to - name <= LONGEST_NAME) {
      nameFrom = name;
      nameTo = to;
    }
  }

  /** Appends the name of the server: in lower case, without a final dot; an odd byte becomes {@code \DDD}. False if there is none. */
  boolean appendName(ByteBuilder text) {
    if (nameFrom == ABSENT) {
      return false;
    }
    int to = data.at(nameTo - 1) == '.' ? nameTo - 1 : nameTo;
    for (int i = nameFrom; i < to; i++) {
      EscapedBytes.appendLowerCase(data.at(i), text);
    }
    return true;
  }

  /** Appends the protocols that the client offers, each as one value. False if it offers none. */
  boolean appendProtocols(ValueList values) {
    if (protocolsFrom == ABSENT) {
      return false;
    }
    int at = protocolsFrom;
    while (at < protocolsTo) {
      int next = at + 1 + data.at(at);
      if (next > protocolsTo) {
        return true;
      }
      for (int i = at + 1; i < next; i++) {
        EscapedBytes.append(data.at(i), false, values.next());
      }
      values.end();
      at = next;
    }
    return true;
  }
}
