package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot.Socket;

/**
 * One socket, as listed in {@code /proc/PID/net/{tcp,udp,raw,tcp6,udp6,raw6,unix,netlink}}.
 *
 * @param inode the number in the link {@code socket:[INODE]} of a descriptor
 * @param path the path of a unix socket; empty for other sockets
 */
public record ProcSocket(long inode, FdType type, Socket socket, Text path) {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INET_INODE = 9;
  private static final int UNIX_INODE = 6;
  private static final int UNIX_PATH = 7;
  private static final int NETLINK_INODE = 9;
  private static final int IPV4_DIGITS = 8;
  private static final int IPV6_DIGITS = 32;

  /** Parses tcp, udp, raw and their IPv6 counterparts. Malformed lines are skipped. */
  public static List<ProcSocket> parseInet(byte[] bytes, L4Protocol protocol) {
    return lines(bytes, INET_INODE, 0, columns -> inet(columns, protocol));
  }

  /**
   * Parses unix. The kernel does not show the addresses of both ends. It shows one number, which it hides from most
   * readers.
   */
  public static List<ProcSocket> parseUnix(byte[] bytes) {
    return lines(bytes, UNIX_INODE, UNIX_PATH + 1, ProcSocket::unix);
  }

  /** Parses netlink. */
  public static List<ProcSocket> parseNetlink(byte[] bytes) {
    return lines(
        bytes,
        NETLINK_INODE,
        0,
        columns -> new ProcSocket(Long.parseLong(columns[NETLINK_INODE]), FdType.NETLINK, Socket.NONE, Text.EMPTY));
  }

  // Splits lines into this many columns, the last of which takes the rest of the line; 0 splits at every space.
  private interface LineReader {
    ProcSocket read(String[] columns);
  }

  private static List<ProcSocket> lines(byte[] bytes, int lastColumn, int mostColumns, LineReader reader) {
    List<ProcSocket> sockets = new ArrayList<>();
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
    for (int i = 1; i < lines.length; i++) {
      String[] columns = lines[i].strip().split("\\s+", mostColumns);
      if (columns.length > lastColumn) {
        add(sockets, columns, reader);
      }
    }
    return sockets;
  }

  private static void add(List<ProcSocket> sockets, String[] columns, LineReader reader) {
    try {
      sockets.add(reader.read(columns));
    } catch (IllegalArgumentException e) {
      return; // the end of the file was cut in the middle of a line
    }
  }

  private static ProcSocket inet(String[] columns, L4Protocol protocol) {
    Text local = address(columns[LOCAL]);
    Text remote = address(columns[REMOTE]);
    boolean wide = local.length() == 16;
    long inode = Long.parseLong(columns[INET_INODE].split("\\s")[0]);
    int localPort = port(columns[LOCAL]);
    int remotePort = port(columns[REMOTE]);
    if (remotePort == 0 && isZero(remote)) {
      Socket server = new Socket(Text.EMPTY, 0, local, localPort, protocol, 0, 0);
      return new ProcSocket(inode, wide ? FdType.IPV6_SERVER : FdType.IPV4_SERVER, server, Text.EMPTY);
    }
    Socket connection = new Socket(local, localPort, remote, remotePort, protocol, 0, 0);
    return new ProcSocket(inode, wide ? FdType.IPV6 : FdType.IPV4, connection, Text.EMPTY);
  }

  // 0100007F:0016: words of 4 bytes in the machine's byte order, so each word is reversed.
  private static Text address(String column) {
    int end = column.indexOf(':');
    if (end != IPV4_DIGITS && end != IPV6_DIGITS) {
      throw new IllegalArgumentException("not an address and a port: " + column);
    }
    byte[] bytes = HexFormat.of().parseHex(column.substring(0, end));
    byte[] network = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      network[i] = bytes[(i & ~3) + 3 - (i & 3)];
    }
    return Text.copyOf(network);
  }

  private static int port(String column) {
    return Integer.parseInt(column.substring(column.indexOf(':') + 1), 16);
  }

  private static boolean isZero(Text address) {
    for (byte b : address.toArray()) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static ProcSocket unix(String[] columns) {
    long pointer = Long.parseUnsignedLong(columns[0].replace(":", ""), 16);
    Text path = columns.length > UNIX_PATH ? Text.of(columns[UNIX_PATH]) : Text.EMPTY;
    Socket ends = new Socket(Text.EMPTY, 0, Text.EMPTY, 0, L4Protocol.NONE, pointer, 0);
    return new ProcSocket(Long.parseLong(columns[UNIX_INODE]), FdType.UNIX, ends, path);
  }
}
