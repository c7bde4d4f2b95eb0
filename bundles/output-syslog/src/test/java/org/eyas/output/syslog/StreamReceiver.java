package org.eyas.output.syslog;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.alert.OutputChannel;
import org.eyas.testkit.Receiver;
import org.jspecify.annotations.Nullable;

/** A syslog server over TCP or TLS that takes messages with their length in front. */
final class StreamReceiver implements Receiver {
  /** Opens the server's socket at a port, 0 for any. */
  interface Listening {
    ServerSocket at(int port) throws IOException;
  }

  private static final String MARK = " - - \uFEFF";

  private final Listening listening;
  private final StreamTransport transport;
  private final SyslogFormat format = Rfc5424Format.of(Facility.USER, "falco", "");
  private final List<String> lines = new ArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile boolean blocked;
  private volatile @Nullable ServerSocket server;

  StreamReceiver(Listening listening, Sockets sockets) throws IOException {
    this.listening = listening;
    port = listen(0);
    transport = new StreamTransport(new Server("localhost", port), sockets);
  }

  static ServerSocket plain(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getByName("localhost"));
  }

  private int listen(int at) throws IOException {
    ServerSocket opened = listening.at(at);
    server = opened; // before its thread looks at it
    Thread.ofPlatform().daemon().start(() -> accept(opened));
    return opened.getLocalPort();
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket connection = from.accept();
        connections.add(connection);
        if (server != from) {
          cut(connection); // it came while the listener was being closed
          return;
        }
        Thread.ofPlatform().daemon().start(() -> read(connection));
      }
    } catch (IOException e) {
      // closed by the test
      return;
    }
  }

  private void read(Socket connection) {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(connection.getInputStream()))) {
      while (true) {
        byte[] message = new byte[length(in)];
        in.readFully(message);
        String text = new String(message, StandardCharsets.UTF_8);
        synchronized (lines) {
          lines.add(text.substring(text.indexOf(MARK) + MARK.length()));
        }
        while (blocked) {
          Thread.sleep(5);
        }
      }
    } catch (IOException | InterruptedException e) {
      connections.remove(connection);
    }
  }

  private static int length(DataInputStream in) throws IOException {
    int length = 0;
    for (int digit = in.read(); digit != ' '; digit = in.read()) {
      if (digit < '0' || digit > '9') {
        throw new EOFException("no length: " + digit);
      }
      length = length * 10 + digit - '0';
    }
    return length;
  }

  @Override
  public OutputChannel channel() {
    return TestChannels.of(format, transport);
  }

  @Override
  public void block() {
    blocked = true;
  }

  @Override
  public void unblock() {
    blocked = false;
  }

  @Override
  public void vanish() throws IOException {
    ServerSocket open = server;
    server = null;
    if (open != null) {
      open.close();
    }
    for (Socket connection : connections) {
      cut(connection);
    }
  }

  // As when the machine goes: no parting words of TLS, which would wait for the reader.
  private static void cut(Socket connection) throws IOException {
    try {
      connection.setSoLinger(true, 0);
    } catch (SocketException e) {
      return; // the other end was quicker
    } finally {
      connection.close();
    }
  }

  // A connection that is about to end may hold the port for a moment.
  @Override
  public void comeBack() throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        listen(port);
        return;
      } catch (BindException e) {
        if (attempt == 100) {
          throw e;
        }
        Thread.sleep(20);
      }
    }
  }

  @Override
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
    blocked = false;
    vanish();
  }
}
