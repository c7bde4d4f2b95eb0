package org.eyas.enricher.container.reading;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that read files of containers and users. If a task takes more than a second because a file system does not
 * answer, health names the files, and another thread does the other tasks. Files of the same party are then not read
 * for a minute, so that the party cannot occupy one thread after the other. At most 8 threads are occupied in this way.
 *
 * <p>All threads are made at the start, so that a user who holds all process ids cannot prevent a look-up. Any thread
 * may call it.
 */
public final class FileReadThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileReadThreads.class);

  /** A task that takes longer counts as hanging. */
  static final long LIMIT_MILLIS = 1_000;

  private static final int MOST_HANGING = 8;
  private static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final ScheduledThreadPoolExecutor threads;
  private final LookupTimer timer;
  private final LookupHealth health;
  private final int count;
  private final long limitMillis;
  private final Map<Object, Long> refusedUntil = new ConcurrentHashMap<>();
  private int hanging;

  /**
   * The owner of the files that a task reads.
   *
   * @param party the party whose further tasks are refused if a task hangs: a user or a container
   * @param files a description for health: "the files of user 1000"
   */
  public record Subject(Object party, String files) {}

  /**
   * Starts the threads.
   *
   * @param name of the threads; if there are several, a number follows
   */
  public FileReadThreads(String name, int count, LookupTimer timer, LookupHealth health) {
    this(name, count, LIMIT_MILLIS, timer, health);
  }

  FileReadThreads(String name, int count, long limitMillis, LookupTimer timer, LookupHealth health) {
    this.count = count;
    this.limitMillis = limitMillis;
    this.timer = timer;
    this.health = health;
    Thread.Builder.OfPlatform thread = Thread.ofPlatform().daemon();
    threads = new ScheduledThreadPoolExecutor(count, (count == 1 ? thread.name(name) : thread.name(name + "-", 1)).factory());
    threads.setRemoveOnCancelPolicy(true);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    threads.prestartAllCoreThreads();
  }

  /** The number of tasks that wait. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** Whether files of a party are not read now, because reading them hung less than a minute ago, or because too many threads hang. */
  public boolean refuses(Subject subject) {
    Long until = refusedUntil.get(subject.party());
    if (until != null && System.nanoTime() - until >= 0) {
      refusedUntil.remove(subject.party(), until);
      until = null;
    }
    return until != null || isExhausted();
  }

  /**
   * Runs a task on one of the threads. Returns at once.
   *
   * @throws RejectedExecutionException after {@link #close}
   */
  public void run(Subject subject, long afterMillis, Runnable task) {
    try {
      threads.schedule(() -> runWatched(subject, task), afterMillis, TimeUnit.MILLISECONDS);
    } catch (OutOfMemoryError e) {
      LOG.warn("no further thread can be started to read the files of containers; the present threads read them later", e); // the task is in their queue
    }
  }

  private void runWatched(Subject subject, Runnable task) {
    WatchedTask watched = new WatchedTask(subject);
    ScheduledFuture<?> limit = timer.after(limitMillis, watched::late);
    try {
      task.run();
    } finally {
      limit.cancel(false);
      watched.ended();
    }
  }

  private synchronized boolean isExhausted() {
    return hanging >= MOST_HANGING;
  }

  private synchronized void changeHanging(int by) {
    hanging += by;
    threads.setCorePoolSize(count + Math.min(hanging, MOST_HANGING));
  }

  /** One task that a thread runs. */
  private final class WatchedTask {
    private final Subject subject;
    private boolean isLate;
    private boolean hasEnded;

    WatchedTask(Subject subject) {
      this.subject = subject;
    }

    synchronized void late() {
      if (!hasEnded) {
        isLate = true;
        refusedUntil.put(subject.party(), System.nanoTime() + REFUSED_NANOS);
        health.hangs(subject.files());
        changeHanging(1);
      }
    }

    synchronized void ended() {
      hasEnded = true;
      if (isLate) {
        health.answered(subject.files());
        changeHanging(-1);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
