package org.eyas.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** TCP ports of this machine's loopback address. */
public final class LocalPorts {
  private static final InetAddress HOST = InetAddress.getLoopbackAddress();
  private static final Path ASSIGNED_BY_SYSTEM = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int SYSTEM_DEFAULT = 32_768;
  private static final int COUNT = 10_000;

  private LocalPorts() {}

  /**
   * A free port, on which no program listens. The system does not assign this port to other sockets. Other processes of
   * the same user that call this method get other ports, until {@value #COUNT} ports were given.
   */
  public static synchronized int free() throws IOException {
    int low = lowestAssigned() - COUNT;
    try (FileChannel file = counter()) {
      file.lock(); // until it is closed
      for (int i = 0; i < COUNT; i++) {
        int port = low + next(file);
        if (canListen(port)) {
          return port;
        }
      }
    }
    throw new BindException("no port from %d to %d is free".formatted(low, low + COUNT - 1));
  }

  // The system assigns ports from the first number of this file on.
  private static int lowestAssigned() throws IOException {
    if (Files.notExists(ASSIGNED_BY_SYSTEM)) {
      return SYSTEM_DEFAULT;
    }
    int low = Integer.parseInt(Files.readString(ASSIGNED_BY_SYSTEM).strip().split("\\s+")[0]);
    return low > COUNT + 1_024 ? low : SYSTEM_DEFAULT;
  }

  private static FileChannel counter() throws IOException {
    String name = "ports-of-tests-" + System.getProperty("user.name");
    return FileChannel.open(
        Path.of(System.getProperty("java.io.tmpdir"), name), StandardOpenOption.CREATE, StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static int next(FileChannel file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES);
    int last = file.read(buffer, 0) == Integer.BYTES ? buffer.getInt(0) : 0;
    int next = Math.floorMod(last + 1, COUNT);
    file.write(buffer.clear().putInt(0, next), 0);
    return next;
  }

  private static boolean canListen(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, HOST)) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }

  /** Whether a program listens on a port. */
  public static boolean isTaken(int port) throws IOException {
    try (Socket socket = new Socket(HOST, port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }
}
