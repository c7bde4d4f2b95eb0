package org.eyas.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/**
 * The data of records as text, in the way of zone files: {@code 192.0.2.1}, {@code 10 mail.example.com}. Data of other types, or
 * that is not what its type says, has the form of RFC 3597: {@code \# 2 abcd}.
 */
public final class RecordText {
  private static final int MOST_HEX = 64;

  private RecordText() {}

  /** Appends the data of the record at which a walk is. */
  public static void append(RecordWalk record, ByteBuilder text) {
    int before = text.length();
    if (!appendKnown(record, text)) {
      text.truncate(before);
      appendHex(record, text);
    }
  }

  private static boolean appendKnown(RecordWalk record, ByteBuilder text) {
    int from = record.dataFrom();
    int length = record.dataTo() - from;
    return switch (record.type()) {
      case RecordTypes.A, RecordTypes.AAAA -> appendAddress(record, length, text);
      case RecordTypes.NS, RecordTypes.CNAME, RecordTypes.PTR, RecordTypes.DNAME -> appendName(record, from, text) > 0;
      case RecordTypes.SOA -> appendSource(record, text);
      case RecordTypes.MX, RecordTypes.SVCB, RecordTypes.HTTPS -> appendNumbersAndName(record, 1, text);
      case RecordTypes.SRV -> appendNumbersAndName(record, 3, text);
      case RecordTypes.TXT -> appendStrings(record.data(), from, record.dataTo(), text);
      default -> false;
    };
  }

  private static boolean appendAddress(RecordWalk record, int length, ByteBuilder text) {
    boolean ipv4 = record.type() == RecordTypes.A;
    if (length != (ipv4 ? AddressPrinter.IPV4 : AddressPrinter.IPV6)) {
      return false;
    }
    if (ipv4) {
      AddressPrinter.appendIpv4(record.data(), record.dataFrom(), text);
    } else {
      AddressPrinter.appendIpv6(record.data(), record.dataFrom(), text);
    }
    return true;
  }

  private static int appendName(RecordWalk record, int at, ByteBuilder text) {
    return NameReader.append(record.data(), record.start(), at, record.dataTo(), text);
  }

  private static boolean appendSource(RecordWalk record, ByteBuilder text) {
    int mailbox = appendName(record, record.dataFrom(), text);
    return mailbox > 0 && appendName(record, mailbox, text.append(' ')) > 0;
  }

  private static boolean appendNumbersAndName(RecordWalk record, int numbers, ByteBuilder text) {
    int name = record.dataFrom() + 2 * numbers;
    if (name >= record.dataTo()) {
      return false;
    }
    for (int at = record.dataFrom(); at < name; at += 2) {
      text.appendDecimal(record.data().at(at) << 8 | record.data().at(at + 1)).append(' ');
    }
    return appendName(record, name, text) > 0;
  }

  private static boolean appendStrings(Bytes data, int from, int to, ByteBuilder text) {
    int at = from;
    while (at < to) {
      int next = at + 1 + data.at(at);
      if (next > to) {
        return false;
      }
      for (int i = at + 1; i < next; i++) {
        EscapedBytes.append(data.at(i), false, text);
      }
      at = next;
    }
    return true;
  }

  /** Appends the name to which an alias (CNAME) leads. False, without a change, if the record is not an alias. */
  public static boolean appendAlias(RecordWalk record, ByteBuilder text) {
    int before = text.length();
    boolean isAlias = record.type() == RecordTypes.CNAME && appendName(record, record.dataFrom(), text) > 0;
    if (!isAlias) {
      text.truncate(before);
    }
    return isAlias;
  }

  /** Whether a record is a TXT record. */
  public static boolean isText(RecordWalk record) {
    return record.type() == RecordTypes.TXT;
  }

  /** The number of octets in the strings of a TXT record; 0 for other records. */
  public static int textLength(RecordWalk record) {
    int length = 0;
    if (isText(record)) {
      int at = record.dataFrom();
      while (at < record.dataTo()) {
        int next = Math.min(at + 1 + record.data().at(at), record.dataTo());
        length += next - at - 1;
        at = next;
      }
    }
    return length;
  }

  private static void appendHex(RecordWalk record, ByteBuilder text) {
    int from = record.dataFrom();
    int length = record.dataTo() - from;
    text.append("\\# ").appendDecimal(length).append(' ');
    for (int i = 0; i < Math.min(length, MOST_HEX); i++) {
      int octet = record.data().at(from + i);
      text.append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 0xf, 16));
    }
    if (length > MOST_HEX) {
      text.append("...");
    }
  }
}
