package org.eyas.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.jspecify.annotations.Nullable;

/** A server on loopback that receives messages from a stream of bytes. It can hang, go away and come back. */
public final class StreamServer {
  /** Opens the server's socket on a port; 0 means any free port. */
  public interface Listening {
    ServerSocket at(int port) throws IOException;
  }

  /** Reads one message; returns null at the end of the stream. */
  public interface Framing {
    @Nullable
    String next(InputStream in) throws IOException;
  }

  private final Listening listening;
  private final Framing framing;
  private final List<String> messages = new ArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile boolean blocked;
  private volatile @Nullable ServerSocket server;

  /** Listens on any free port. */
  public StreamServer(Listening listening, Framing framing) throws IOException {
    this.listening = listening;
    this.framing = framing;
    port = listen(0);
  }

  /** A server that receives lines over TCP. */
  public static StreamServer ofLines() throws IOException {
    return new StreamServer(StreamServer::plain, StreamServer::line);
  }

  /** Opens a socket without TLS. */
  public static ServerSocket plain(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getByName("localhost"));
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  public int port() {
    return port;
  }

  /** This server as the receiver of a channel. {@code deactivation} closes the channel. */
  public Receiver asReceiver(OutputChannel channel, Runnable deactivation) {
    return new ReceiverView(channel, deactivation);
  }

  private int listen(int at) throws IOException {
    ServerSocket opened = listening.at(at);
    server = opened; // before its thread reads it
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
      return; // closed by the test
    }
  }

  private void read(Socket connection) {
    try (InputStream in = new BufferedInputStream(connection.getInputStream())) {
      for (String message = framing.next(in); message != null; message = framing.next(in)) {
        synchronized (messages) {
          messages.add(message);
        }
        while (blocked) {
          Thread.sleep(5);
        }
      }
    } catch (IOException | InterruptedException e) {
      connections.remove(connection);
    }
  }

  // Closes the connection as if the machine had failed, without TLS's closing messages, which would wait for the reader.
  private static void cut(Socket connection) throws IOException {
    try {
      connection.setSoLinger(true, 0);
    } catch (SocketException e) {
      return; // the other end closed it first
    } finally {
      connection.close();
    }
  }

  private final class ReceiverView implements Receiver {
    private final OutputChannel channel;
    private final Runnable deactivation;

    ReceiverView(OutputChannel channel, Runnable deactivation) {
      this.channel = channel;
      this.deactivation = deactivation;
    }

    @Override
    public OutputChannel channel() {
      return channel;
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

    // A connection that is ending may keep the port in use for a moment.
    @Override
    public void comeBack() {
      ConditionWait.until(
          () -> {
            listen(port);
            return true;
          },
          () -> "port " + port + " is still in use");
    }

    @Override
    public List<String> lines() {
      synchronized (messages) {
        return List.copyOf(messages);
      }
    }

    @Override
    public void close() throws IOException {
      deactivation.run();
      blocked = false;
      vanish();
    }
  }
}
