package org.eyas.receiver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends bytes as they are, over one connection. */
final class RawClient implements AutoCloseable {
  private static final int LIMIT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  static RawClient to(int port) throws IOException {
    return new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** A POST request with the usual headers, and others, each of which ends with a line feed. */
  static String post(String target, String headers, String body) {
    return head(target, headers + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\n") + body;
  }

  /** The head of a POST request. */
  static String head(String target, String headers) {
    String head = "POST " + target + " HTTP/1.1\nHost: localhost\nContent-Type: application/json\n" + headers + "\n";
    return head.replace("\n", "\r\n");
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  HttpAnswer answer() throws IOException {
    return HttpAnswer.read(in);
  }

  HttpAnswer exchange(String request) throws IOException {
    send(request);
    return answer();
  }

  /** Says that nothing more comes. */
  void endOfRequest() throws IOException {
    socket.shutdownOutput();
  }

  /** All that the server sends until it closes the connection. */
  String all() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Whether the server has closed the connection; waits for that, or for a byte. */
  boolean isClosedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true; // reset
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
