package org.eyas.fields.dns;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.process.FdInfo;

/**
 * The two ends of the socket of an event, seen from its process: those of its descriptor, or if the table lacks them, the
 * addresses of the call:
 *
 * <pre>
 *   inet  | 2  | source 4   | port u16 | destination 4  | port u16 |
 *   inet6 | 10 | source 16  | port u16 | destination 16 | port u16 |
 * </pre>
 *
 * <p>The source is the sender. Ports are little-endian. One object is used for all events.
 */
final class SocketEnds {
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;
  private static final int PORT = 2;

  private final ByteView source = new ByteView();
  private final ByteView destination = new ByteView();
  private Bytes localAddress = Text.ABSENT;
  private Bytes remoteAddress = Text.ABSENT;
  private int localPort;
  private int remotePort;
  private boolean stream;

  /** Moves to the socket of an event, whose descriptor is unknown or an internet socket. Returns whether it has an address. */
  boolean find(Event event, DataParameters params) {
    FdInfo fd = event.fd();
    stream = fd.l4Protocol() == FdInfo.L4Protocol.TCP;
    if (fd.known() && (fd.serverPort() != 0 || fd.clientPort() != 0)) {
      setDescriptor(fd);
      return true;
    }
    return params.tuple() >= 0 && event.has(params.tuple()) && ofCall(event.bytes(params.tuple()), params.incoming());
  }

  /** Moves to the socket of any event, whose descriptor is unknown or an internet socket. Returns whether it has an address. */
  boolean find(Event event, DataParameters.Table parameters) {
    DataParameters params = parameters.in(event);
    if (params != null) {
      return find(event, params);
    }
    FdInfo fd = event.fd();
    boolean found = fd.known() && (fd.serverPort() != 0 || fd.clientPort() != 0);
    if (found) {
      stream = fd.l4Protocol() == FdInfo.L4Protocol.TCP;
      setDescriptor(fd);
    }
    return found;
  }

  private void setDescriptor(FdInfo fd) {
    if (fd.type().isServerSocket()) {
      set(fd.serverAddress(), fd.serverPort(), Text.ABSENT, 0);
    } else if (fd.roleServer()) {
      set(fd.serverAddress(), fd.serverPort(), fd.clientAddress(), fd.clientPort());
    } else {
      set(fd.clientAddress(), fd.clientPort(), fd.serverAddress(), fd.serverPort());
    }
  }

  private boolean ofCall(Bytes tuple, boolean incoming) {
    int family = tuple.at(0);
    int size = family == INET ? IPV4 : family == INET6 ? IPV6 : 0;
    int second = 1 + size + PORT;
    if (size == 0 || tuple.length() < second + size + PORT) {
      return false;
    }
    Bytes from = tuple.slice(1, 1 + size, source);
    Bytes to = tuple.slice(second, second + size, destination);
    int fromPort = port(tuple, 1 + size);
    int toPort = port(tuple, second + size);
    if (incoming) {
      set(to, toPort, from, fromPort);
    } else {
      set(from, fromPort, to, toPort);
    }
    return true;
  }

  private static int port(Bytes tuple, int at) {
    return tuple.at(at) | tuple.at(at + 1) << 8;
  }

  private void set(Bytes local, int ofLocal, Bytes remote, int ofRemote) {
    localAddress = local;
    localPort = ofLocal;
    remoteAddress = remote;
    remotePort = ofRemote;
  }

  Bytes localAddress() {
    return localAddress;
  }

  Bytes remoteAddress() {
    return remoteAddress;
  }

  int localPort() {
    return localPort;
  }

  int remotePort() {
    return remotePort;
  }

  /** Whether the socket is a TCP connection. */
  boolean isStream() {
    return stream;
  }
}
