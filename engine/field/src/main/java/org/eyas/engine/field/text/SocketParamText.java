package org.eyas.engine.field.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;

/**
 * Prints socket addresses and tuples of an event for alerts.
 *
 * <pre>
 *  address                                       tuple
 *  unix  1 | path 0                              unix  1 | source u64 | destination u64 | path 0
 *  inet  2 | ip 4 | port u16                     inet  2 | ip 4 | port u16 | ip 4 | port u16
 *  inet6 10| ip 16 | port u16                    inet6 10| ip 16 | port u16 | ip 16 | port u16
 * </pre>
 *
 * <p>Addresses are in network order, all other numbers little-endian. Falco 0.44 takes only values of exactly this length, and does
 * not look for the zero after a path; the newest Falco takes longer ones, and demands the zero.
 */
public final class SocketParamText {
  private static final int UNIX = 1;
  private static final int INET = 2;
  private static final int INET6 = 10;

  private SocketParamText() {}

  /** @param newest whether lengths are checked as the newest Falco does */
  public static void appendAddress(Bytes value, boolean newest, ByteBuilder out) {
    switch (value.at(0)) {
      case UNIX -> {
        if (newest && !isTerminated(value, 1)) {
          out.append("INVALID PATH");
        } else {
          appendPath(value, 1, out);
        }
      }
      case INET -> appendEnds(value, 4, 1, newest, out);
      case INET6 -> appendEnds(value, 16, 1, newest, out);
      default -> out.append("family ").appendDecimal(value.at(0));
    }
  }

  /** @param newest whether lengths are checked as the newest Falco does */
  public static void appendTuple(Bytes value, boolean newest, ByteBuilder out) {
    switch (value.at(0)) {
      case UNIX -> appendUnixTuple(value, newest, out);
      case INET -> appendEnds(value, 4, 2, newest, out);
      case INET6 -> appendEnds(value, 16, 2, newest, out);
      default -> out.append("family ").appendDecimal(value.at(0));
    }
  }

  private static void appendEnds(Bytes value, int size, int ends, boolean newest, ByteBuilder out) {
    int length = 1 + ends * (size + 2);
    if (value.length() < length || !newest && value.length() > length) {
      out.append(size == 4 ? "INVALID IPv4" : "INVALID IPv6");
      return;
    }
    boolean mapped = size == 16 && ends == 2 && isMapped(value, 1) && isMapped(value, 1 + size + 2);
    for (int end = 0; end < ends; end++) {
      int at = 1 + end * (size + 2);
      if (end > 0) {
        out.append('-').append('>');
      }
      IpAddressText.append(value, mapped ? at + 12 : at, mapped ? 4 : size, out);
      out.append(':').appendDecimal(value.at(at + size) | value.at(at + size + 1) << 8);
    }
  }

  /** Whether the bytes are an IPv4-mapped IPv6 address. As in Falco, the address of zeros counts as mapped too. */
  private static boolean isMapped(Bytes value, int at) {
    for (int i = 0; i < 10; i++) {
      if (value.at(at + i) != 0) {
        return false;
      }
    }
    if (value.at(at + 10) == 0xff && value.at(at + 11) == 0xff) {
      return true;
    }
    for (int i = 10; i < 16; i++) {
      if (value.at(at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void appendUnixTuple(Bytes value, boolean newest, ByteBuilder out) {
    if (newest ? !isTerminated(value, 17) : value.length() < 17) {
      out.append(newest ? "INVALID PATH" : "INVALID UNIX");
      return;
    }
    NumberText.appendHex(LittleEndian.number(value, 1, 8), out);
    out.append('-').append('>');
    NumberText.appendHex(LittleEndian.number(value, 9, 8), out);
    out.append(' ');
    appendPath(value, 17, out);
  }

  private static boolean isTerminated(Bytes value, int path) {
    return value.length() > path && value.at(value.length() - 1) == 0;
  }

  private static void appendPath(Bytes value, int from, ByteBuilder out) {
    int end = value.indexOf(0, from);
    out.append(value, from, end < 0 ? value.length() : end);
  }
}
