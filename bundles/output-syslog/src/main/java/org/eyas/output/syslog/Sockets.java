package org.eyas.output.syslog;

import java.io.IOException;
import java.net.Socket;

/** What lies over a connected socket. */
sealed interface Sockets permits PlainSockets, TlsSockets {
  /** Says what is wrong before there is a socket. */
  default void check() throws IOException {}

  /** The socket to write to. The one below is what gets closed. */
  Socket over(Socket connected, Server server) throws IOException;
}
