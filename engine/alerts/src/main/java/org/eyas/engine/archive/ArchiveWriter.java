package org.eyas.engine.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.dispatch.StoredAlertCount;
import org.eyas.engine.signal.ChangeSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alerts to the archive on the thread {@code write-history}. A caller that offers an alert never waits. Alerts
 * for which the queue has no room, or which cannot be written to disk, are counted as lost.
 */
public final class ArchiveWriter implements StoredAlertCount, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);
  private static final int MOST_WAITING = 8_192;
  private static final long MOST_BYTES = 3 << 20;
  private static final int TOGETHER = 128;
  private static final long LAST_WRITE_MILLIS = 500;
  private static final long CLOSE_MILLIS = 100;
  private static final long LONGEST_WAIT_MILLIS = 600_000; // nothing depends on it: every change wakes the thread

  private static final long CHECK_MILLIS = 1_000;

  private record Waiting(PastAlert alert, int bytes) {}

  private final AlertArchive archive;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong lost;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();
  private final ChangeSignal signal = new ChangeSignal();
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean cancelled;
  private volatile boolean runEnds;
  private long mark = 1;
  private volatile String failure = "";
  private long removed;

  public ArchiveWriter(AlertArchive archive) {
    this(archive, new AtomicLong());
  }

  /** @param lost counts the alerts that are not on disk */
  public ArchiveWriter(AlertArchive archive, AtomicLong lost) {
    this.archive = archive;
    this.lost = lost;
    thread = Thread.ofPlatform().daemon().name("write-history").start(this::run);
  }

  public AlertArchive archive() {
    return archive;
  }

  /**
   * Adds an alert. Called by one thread at a time.
   *
   * @param bytes estimated memory of the alert
   */
  public void offer(PastAlert alert, int bytes) {
    boolean added = !ended && waitingBytes.get() + bytes <= MOST_BYTES && queue.offer(new Waiting(alert, bytes));
    if (added) {
      accepted.incrementAndGet();
      waitingBytes.addAndGet(bytes);
      signal.changed();
      if (cancelled) {
        countRest(); // the thread may have ended meanwhile
      }
      return;
    }
    if (lost.incrementAndGet() >= mark) {
      LOG.warn("The history on disk does not keep up: {} alerts are missing there so far. Outputs get them all.", lost);
      mark *= 1_000;
    }
  }

  /** The number of alerts that are not on disk because there was no room, or the disk failed. */
  public long lost() {
    return lost.get();
  }

  @Override
  public long accepted() {
    return accepted.get();
  }

  @Override
  public long finished() {
    return finished.get();
  }

  private void run() {
    List<Waiting> taken = new ArrayList<>(TOGETHER);
    try {
      while (!cancelled && (!ended || !queue.isEmpty())) {
        if (!signal.await(() -> ended || !queue.isEmpty(), failure.isEmpty() ? LONGEST_WAIT_MILLIS : CHECK_MILLIS)) {
          checkDirectory();
        }
        queue.drainTo(taken, TOGETHER);
        if (!taken.isEmpty()) {
          write(taken);
          taken.clear();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", thread.getName());
    } catch (RuntimeException e) {
      LOG.error("The history on disk ends due to an internal error", e);
      lost.addAndGet(taken.size());
    } finally {
      ended = true;
      cancelled = true;
      countRest();
      closeArchive();
    }
  }

  // A directory that was missing may be usable again long before the next alert.
  private void checkDirectory() {
    try {
      if (archive.makeAgainIfRemoved()) {
        report("");
      }
    } catch (IOException e) {
      report(Reason.of(e));
    }
  }

  private void countRest() {
    while (queue.poll() != null) {
      lost.incrementAndGet();
      finished.incrementAndGet();
    }
  }

  // Only this thread closes it, so that no other writer opens the directory while it still writes.
  private void closeArchive() {
    try {
      if (runEnds) {
        archive.closeForGood();
      } else {
        archive.close();
      }
    } catch (IOException e) {
      LOG.warn("The history could not be closed: {}", Reason.of(e));
    }
  }

  private void write(List<Waiting> taken) {
    try {
      archive.append(taken.stream().map(Waiting::alert).toList());
      report("");
    } catch (IOException e) {
      lost.addAndGet(taken.size());
      report(Reason.of(e));
    } finally {
      countRemoved();
      finished.addAndGet(taken.size());
      taken.forEach(waiting -> waitingBytes.addAndGet(-waiting.bytes()));
    }
  }

  private void countRemoved() {
    long now = archive.removed();
    lost.addAndGet(now - removed);
    removed = now;
  }

  /** The reason why alerts cannot be written now; empty if the last one was written. May be called from any thread. */
  public String problem() {
    return failure;
  }

  private void report(String problem) {
    if (!problem.isEmpty() && !problem.equals(failure)) {
      LOG.warn("The history cannot be written to disk: {}. Alerts of this time are in memory only.", problem);
    } else if (problem.isEmpty() && !failure.isEmpty()) {
      LOG.info("The history is written to disk again.");
    }
    failure = problem;
  }

  /** Reports that the engine ends in order, so that no event is evaluated again. Called before {@link #close}. */
  public void endOfRun() {
    runEnds = true;
  }

  /**
   * Writes the waiting alerts, for at most this long, and closes the archive. After that time, the remaining alerts are
   * counted as lost, and the archive is closed after the alerts that are being written.
   */
  public void close(long millis) throws InterruptedException {
    ended = true;
    signal.changed();
    try {
      thread.join(millis);
    } finally {
      cancelled = true;
    }
    thread.join(LAST_WRITE_MILLIS);
  }

  @Override
  public void close() throws InterruptedException {
    close(CLOSE_MILLIS);
  }
}
