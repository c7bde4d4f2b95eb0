package org.eyas.fields.dns;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code dns-resolvers}, which reads the name servers of processes, so that loops do not wait for files. It exists while
 * there is something to read. A file in a file system that hangs delays the others: their servers are then unknown. Only root can
 * make such a file count, see {@link ResolverReader}.
 */
final class ResolverThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResolverThread.class);
  private static final int MOST_WAITING = 4_096;
  private static final long IDLE_SECONDS = 10;

  // The process of an older event may have ended, and its id may belong to another one.
  private static final long LATEST_NANOS = 10_000_000_000L;

  private final ServerReader reader;
  private final boolean live;
  private final ThreadPoolExecutor executor;

  /** Reads the servers that a process is configured to ask. */
  interface ServerReader {
    /**
     * The servers of a process; {@link ResolverAddresses#UNKNOWN} if they cannot be read or trusted.
     *
     * @param cgroup the last name in the path of a cgroup of the process; it reveals another process that got the same id
     */
    ResolverAddresses read(long pid, String cgroup);
  }

  /** @param live whether the processes of events are those of this machine; otherwise nothing is read */
  ResolverThread(ServerReader reader, boolean live) {
    this.reader = reader;
    this.live = live;
    executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING),
        Thread.ofPlatform().name("dns-resolvers").daemon().factory());
    executor.allowCoreThreadTimeOut(true);
  }

  /** Reads the servers of a process soon, if an event of this moment is about it. Returns at once. */
  void request(AskingProcess asker, long eventNanos) {
    if (!live || System.currentTimeMillis() * 1_000_000L - eventNanos > LATEST_NANOS) {
      asker.setServers(ResolverAddresses.UNKNOWN);
      return;
    }
    try {
      executor.execute(() -> read(asker));
    } catch (RejectedExecutionException e) {
      asker.setServers(ResolverAddresses.UNKNOWN); // the bundle stops, or more processes ask than can be read
    }
  }

  private void read(AskingProcess asker) {
    ResolverAddresses servers = ResolverAddresses.UNKNOWN;
    try {
      servers = reader.read(asker.pid(), asker.cgroup());
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("the name servers of process {} are not read: {}", asker.pid(), Reason.of(e));
    } finally {
      asker.setServers(servers); // otherwise alerts would wait for it
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
