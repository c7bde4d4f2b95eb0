package org.eyas.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends batches of events to the HTTP receiver over one connection.
 *
 * @param events how many a batch has
 */
record BatchSender(int port, int events) {
  static final String PATH = "/k8s-audit";

  private static final int EVENT_BYTES = 2_000;

  /**
   * Sends batches until the end.
   *
   * @param first when the first batch is due, as {@link System#nanoTime} has it
   * @param pauseNanos the time from one batch to the next; 0 for as fast as possible
   * @return the waits of all batches in nanoseconds
   */
  long[] send(long first, long end, long pauseNanos) {
    byte[] request = request(events);
    long[] waits = new long[1 << 20];
    int count = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (long due = first; due - end < 0 && count < waits.length;
          due = pauseNanos == 0 ? System.nanoTime() : due + pauseNanos) {
        LockSupport.parkNanos(due - System.nanoTime());
        socket.getOutputStream().write(request);
        readAnswer(in);
        waits[count++] = System.nanoTime() - due;
      }
    } catch (IOException e) {
      System.out.println("A sender failed: " + e);
    }
    return Arrays.copyOf(waits, count);
  }

  private static byte[] request(int events) {
    String event = "{\"auditID\":\"" + "x".repeat(EVENT_BYTES - 15) + "\"},";
    String body = "{\"kind\":\"EventList\",\"items\":[" + event.repeat(events) + "{}]}";
    String head =
        "POST " + PATH + "?timeout=30s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length() + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  // An answer 200 has no body.
  private static void readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      head.append((char) next);
    }
    if (!head.substring(0, 12).equals("HTTP/1.1 200")) {
      throw new IOException(head.toString().strip());
    }
  }
}
