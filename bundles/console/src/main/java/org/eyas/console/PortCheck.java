package org.eyas.console;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the console can listen on a port. If the port is in use, the web server would only log a stack trace.
 */
final class PortCheck {
  private static final int PAUSE_MILLIS = 50;

  private PortCheck() {}

  /**
   * Waits until the port is free: the console of the previous configuration may be closing it.
   *
   * @throws IOException if it is not free in time; the message names the key to change
   */
  static void requireFree(ConsoleEndpoint endpoint, long limitMillis) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    BindException taken = attempt(endpoint);
    while (taken != null && System.nanoTime() < deadline && pause()) {
      taken = attempt(endpoint);
    }
    if (taken != null) {
      throw new IOException(
          "eyas.console.port: cannot listen on %s:%d: %s; free the port or set another one"
              .formatted(endpoint.address().getHostAddress(), endpoint.port(), Reason.of(taken)));
    }
  }

  private static @Nullable BindException attempt(ConsoleEndpoint endpoint) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(endpoint.address(), endpoint.port()));
      return null;
    } catch (BindException e) {
      return e;
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
