package org.eyas.output.syslog;

import java.net.Socket;

/** TCP without TLS. */
record PlainSockets() implements Sockets {
  @Override
  public Socket over(Socket connected, Server server) {
    return connected;
  }
}
