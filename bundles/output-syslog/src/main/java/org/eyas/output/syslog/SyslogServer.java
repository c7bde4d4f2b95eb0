package org.eyas.output.syslog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.eyas.api.failure.Reason;

/** The syslog server of the configuration. */
record SyslogServer(String host, int port) {
  static SyslogServer of(String host, int port, int standard) {
    return new SyslogServer(host, port == 0 ? standard : port);
  }

  /** Looks up the address each time, because it may change. */
  InetSocketAddress address() throws IOException {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IOException("unknown host", e);
    }
  }

  /** Makes an exception whose message names the server and the key. */
  IOException failure(IOException cause) {
    return new IOException(
        "failed to send to " + host + " port " + port + " (eyas.syslog_output): " + Reason.of(cause), cause);
  }
}
