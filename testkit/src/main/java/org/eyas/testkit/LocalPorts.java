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

  /** A port on which nobody listens, and which the system will not assign again for a while. */
  public static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, HOST)) {
      return socket.getLocalPort();
    }
  }

  /** Whether somebody listens on a port. */
  public static boolean isTaken(int port) throws IOException {
    try (Socket socket = new Socket(HOST, port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }
}
