package org.eyas.output.syslog;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import org.jspecify.annotations.Nullable;

/** Sends one datagram per message (RFC 5426). A server that is down is noticed only if its host reports it. */
final class UdpTransport implements SyslogTransport {
  private final SyslogServer server;
  private volatile @Nullable DatagramSocket socket;
  private volatile boolean closed;

  UdpTransport(SyslogServer server) {
    this.server = server;
  }

  @Override
  public void send(byte[] message) throws IOException {
    try {
      connected().send(new DatagramPacket(message, message.length));
    } catch (IOException e) {
      disconnect();
      throw server.failure(e);
    }
  }

  // Only a connected socket learns, at the next message, that nobody listens on the port.
  private DatagramSocket connected() throws IOException {
    DatagramSocket open = socket;
    if (open != null) {
      return open;
    }
    if (closed) {
      throw new IOException("the output was switched off");
    }
    DatagramSocket fresh = new DatagramSocket();
    socket = fresh;
    fresh.connect(server.address());
    return fresh;
  }

  @Override
  public void disconnect() {
    DatagramSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }
}
