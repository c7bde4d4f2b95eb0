package org.eyas.engine.field.descriptor;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.NumberList;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;

/**
 * One end of an event's connection.
 *
 * <p>A socket that neither connected nor was accepted has no client and no server. The client's address decides which end is
 * local: the client is local if the machine has this address.
 */
enum ConnectionEnd {
  CLIENT,
  SERVER,
  LOCAL,
  REMOTE;

  /** The address; absent if there is none. */
  Bytes address(Event event) {
    if (!DescriptorFieldRows.isKnown(event) || !event.fd().type().isInet()) {
      return Text.ABSENT;
    }
    FdInfo fd = event.fd();
    if (!hasRole(fd)) {
      return Text.ABSENT;
    }
    if (fd.type().isServerSocket()) {
      return this == SERVER ? fd.serverAddress() : Text.ABSENT;
    }
    return isClient(event) ? fd.clientAddress() : fd.serverAddress();
  }

  /** The port, or -1. */
  int port(Event event) {
    if (!DescriptorFieldRows.isKnown(event) || !event.fd().type().isInet()) {
      return -1;
    }
    FdInfo fd = event.fd();
    if (fd.type().isServerSocket()) {
      return this == SERVER ? fd.serverPort() : -1;
    }
    if (!hasRole(fd)) {
      return -1;
    }
    return isClient(event) ? fd.clientPort() : fd.serverPort();
  }

  /** Adds the addresses of both ends; for a listening socket, its own address. */
  static Presence addresses(Event event, BytesList out) {
    if (!DescriptorFieldRows.isKnown(event) || !event.fd().type().isInet()) {
      return Presence.ABSENT;
    }
    FdInfo fd = event.fd();
    add(fd.type().isServerSocket() ? Text.ABSENT : fd.clientAddress(), out);
    add(fd.serverAddress(), out);
    return Presence.of(out.size() > 0);
  }

  /** Adds the ports of both ends; for a listening socket, its own port. */
  static Presence ports(Event event, NumberList out) {
    if (!DescriptorFieldRows.isKnown(event) || !event.fd().type().isInet()) {
      return Presence.ABSENT;
    }
    FdInfo fd = event.fd();
    if (!fd.type().isServerSocket()) {
      out.add(fd.clientPort());
    }
    out.add(fd.serverPort());
    return Presence.PRESENT;
  }

  /** Whether the server of the event's socket is on this machine. */
  static boolean isServerHere(Event event) {
    FdType type = event.fd().type();
    return type.isServerSocket() || type.isInet() && event.isLocalAddress(event.fd().serverAddress());
  }

  private boolean isClient(Event event) {
    return switch (this) {
      case CLIENT -> true;
      case SERVER -> false;
      case LOCAL -> event.isLocalAddress(event.fd().clientAddress());
      case REMOTE -> !event.isLocalAddress(event.fd().clientAddress());
    };
  }

  private static boolean hasRole(FdInfo fd) {
    return fd.roleClient() || fd.roleServer();
  }

  private static void add(Bytes address, BytesList out) {
    if (address.isPresent()) {
      out.add(address);
    }
  }
}
