package org.eyas.output.syslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends log lines to the syslog daemon on a thread of its own, so that logging never waits. As with syslog(3), a line that cannot
 * be sent is lost without a message, because there is no other place for one.
 */
final class SyslogLogSender {
  private static final int WAITING = 1_000;
  private static final long LAST_MILLIS = 500;
  private static final byte[] END = {};

  private final Path socket;
  private final LocalSyslogFormat format;
  private final LocalSyslogTransport transport;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;

  SyslogLogSender(String socket, String ident) {
    this.socket = Path.of(socket);
    format = new LocalSyslogFormat(Facility.USER, ident);
    transport = new LocalSyslogTransport(socket);
    thread = Thread.ofPlatform().daemon().name("log-syslog").start(this::run);
  }

  /** @param severity the severity of RFC 5424 */
  void add(int severity, String line) {
    queue.offer(format.message(Facility.USER.priorityValue(severity), line));
  }

  private void run() {
    try {
      for (byte[] message = queue.take(); message != END; message = queue.take()) {
        send(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // reached if the daemon hangs
    }
  }

  // If there is no daemon, libc is not loaded, because loading it would slow down every start.
  private void send(byte[] message) {
    if (!Files.exists(socket)) {
      return;
    }
    try {
      transport.send(message);
    } catch (IOException e) {
      // there is no daemon, or it has just stopped: the next line tries again, as syslog(3) does
      transport.disconnect();
    }
  }

  /** Sends the waiting lines if the daemon accepts them soon. */
  void close() throws InterruptedException {
    queue.offer(END, LAST_MILLIS, TimeUnit.MILLISECONDS);
    thread.join(LAST_MILLIS);
    thread.interrupt();
    transport.close();
  }
}
