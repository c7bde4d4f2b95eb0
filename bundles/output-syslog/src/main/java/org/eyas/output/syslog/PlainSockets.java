package org.eyas.output.syslog;

import java.net.Socket;

/** Nothing over TCP. */
record PlainSockets() implements Sockets {
  @Override
  public Socket over(Socket connected, Server server) {
    return connected;
  }
}
