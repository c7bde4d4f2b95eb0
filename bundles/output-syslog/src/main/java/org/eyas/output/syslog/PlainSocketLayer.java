package org.eyas.output.syslog;

import java.net.Socket;

/** TCP without TLS. */
record PlainSocketLayer() implements SocketLayer {
  @Override
  public Socket wrap(Socket connected, SyslogServer server) {
    return connected;
  }
}
