package org.eyas.output.syslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Log lines on their way to the syslog daemon, on a thread of their own: who logs waits for nobody. As with syslog(3) a
 * line that cannot be sent is gone without a word: there is nobody left to tell.
 */
final class SyslogLog {
  private static final int WAITING = 1_000;
  private static final long LAST_MILLIS = 500;

  private final Path socket;
  private final LocalFormat format;
  private final LocalTransport transport;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile boolean ended;

  SyslogLog(String socket, String ident) {
    this.socket = Path.of(socket);
    format = new LocalFormat(Facility.USER, ident);
    transport = new LocalTransport(socket);
    thread = Thread.ofPlatform().daemon().name("log-syslog").start(this::run);
  }

  /** @param severity of RFC 5424 */
  void add(int severity, String line) {
    queue.offer(format.message(Facility.USER.with(severity), line));
  }

  private void run() {
    try {
      while (!ended || !queue.isEmpty()) {
        byte[] message = queue.poll(LAST_MILLIS / 10, TimeUnit.MILLISECONDS);
        if (message != null) {
          send(message);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // this is how it ends where the daemon hangs
    }
  }

  // Where there is no daemon libc is not even loaded: that costs a start more than its log is worth.
  private void send(byte[] message) {
    if (!Files.exists(socket)) {
      return;
    }
    try {
      transport.send(message);
    } catch (IOException e) {
      // no daemon, or one that just went: the next line tries again, as syslog(3) does
      transport.disconnect();
    }
  }

  /** Sends what waits, if the daemon takes it soon. */
  void close() throws InterruptedException {
    ended = true;
    thread.join(LAST_MILLIS);
    thread.interrupt();
    transport.close();
  }
}
