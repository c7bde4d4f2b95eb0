package org.eyas.testkit;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** TCP ports of this machine's loopback address. */
public final class LocalPorts {
  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private LocalPorts() {}

  /** One that nobody listens at, and that the system does not give out again for a while. */
  public static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, HOST)) {
      return socket.getLocalPort();
    }
  }

  /** Whether somebody listens at one. */
  public static boolean isTaken(int port) throws IOException {
    try (Socket socket = new Socket(HOST, port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }
}
