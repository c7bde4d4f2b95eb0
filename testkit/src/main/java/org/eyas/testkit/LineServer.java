package org.eyas.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import org.jspecify.annotations.Nullable;

/** A server on loopback that takes lines over TCP, and can hang, vanish and come back. */
public final class LineServer {
  private final List<String> lines = new ArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile boolean blocked;
  private volatile @Nullable ServerSocket server;

  /** Listens on any free port. */
  public LineServer() throws IOException {
    port = listen(0);
  }

  public int port() {
    return port;
  }

  /** This server as what stands behind a channel; {@code deactivation} switches the channel off. */
  public Receiver behind(OutputChannel channel, Runnable deactivation) {
    return new Behind(channel, deactivation);
  }

  private int listen(int at) throws IOException {
    ServerSocket opened = new ServerSocket(at, 50, InetAddress.getByName("localhost"));
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
      return; // closed by the test
    }
  }

  private void read(Socket connection) {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
        while (blocked) {
          Thread.sleep(5);
        }
      }
    } catch (IOException | InterruptedException e) {
      connections.remove(connection);
    }
  }

  // As when the machine goes.
  private static void cut(Socket connection) throws IOException {
    try {
      connection.setSoLinger(true, 0);
    } catch (SocketException e) {
      return; // the other end was quicker
    } finally {
      connection.close();
    }
  }

  private final class Behind implements Receiver {
    private final OutputChannel channel;
    private final Runnable deactivation;

    Behind(OutputChannel channel, Runnable deactivation) {
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
      deactivation.run();
      blocked = false;
      vanish();
    }
  }
}
