package org.eyas.enricher.session;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessDescriptors;
import org.eyas.api.process.ProcessInfo;

/** Finds the connection of the client among the descriptors of a server's process. */
final class AcceptedConnectionFinder implements ProcessDescriptors.FdVisitor {
  private static final int MAPPED_PREFIX = 12;
  private static final Text MAPPED = Text.copyOf(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1});

  private final LoginConnection before;
  private LoginConnection found = LoginConnection.UNKNOWN;

  private AcceptedConnectionFinder(LoginConnection before) {
    this.before = before;
  }

  /**
   * @param before the connection that the process inherited; it stays the login if the process has accepted other
   *     connections since
   */
  static LoginConnection of(ProcessInfo process, LoginConnection before) {
    AcceptedConnectionFinder connections = new AcceptedConnectionFinder(before);
    process.descriptors().forEachFd(connections);
    return connections.found;
  }

  @Override
  public void onFd(FdInfo fd) {
    if (!fd.type().isInet() || fd.type().isServerSocket() || !fd.connected() || fd.roleClient()) {
      return;
    }
    LoginConnection accepted = accepted(fd);
    if (!accepted.isKnown() || found.hasSameEnd(accepted)) {
      return;
    }
    if (before.hasSameEnd(accepted) || found == LoginConnection.UNKNOWN) {
      found = accepted;
    } else if (!found.hasSameEnd(before)) {
      found = LoginConnection.SEVERAL;
    }
  }

  // For a connection over IPv6 that was open before the first event, the table does not know which end is the server's.
  private static LoginConnection accepted(FdInfo fd) {
    boolean turned = fd.type() == FdType.IPV6 && !fd.roleServer();
    Bytes address = turned ? fd.serverAddress() : fd.clientAddress();
    int port = turned ? fd.serverPort() : fd.clientPort();
    return new LoginConnection(address.isPresent() ? plain(address) : Text.ABSENT, port, LoginConnection.Source.SOCKET);
  }

  private static Text plain(Bytes address) {
    byte[] bytes = address.toArray();
    boolean mapped = bytes.length == 16 && address.startsWith(MAPPED);
    return mapped ? Text.copyOf(bytes, MAPPED_PREFIX, 4) : Text.copyOf(bytes);
  }
}
