package org.eyas.fields.hash;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of tasks and the thread that does them. If one step of a task takes longer than two seconds because a file system does not
 * answer, the task is given up and another thread does the tasks after it. At most 8 threads are lost in this way at the same time;
 * each ends when its file system answers. Any thread may call it; no call waits.
 */
final class HashLane {
  private static final Logger LOG = LoggerFactory.getLogger(HashLane.class);
  private static final int MOST_HANGING = 8;

  /** A step that takes longer counts as hanging. */
  static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** One task. */
  interface LaneTask {
    /** Does the task, on the thread of the lane. Calls {@link HashLane#beginStep} before each call that can block. */
    void run();

    /** Gives the task up, on the thread that calls {@link HashLane#replaceHanging}, while {@link #run} has not returned. */
    void giveUp();
  }

  private final String name;
  private final int most;
  private final long limitNanos;
  private final Queue<LaneTask> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile @Nullable LaneWorker worker;
  private volatile boolean closed;

  /** @param most how many tasks may wait */
  HashLane(String name, int most) {
    this(name, most, LIMIT_NANOS);
  }

  HashLane(String name, int most, long limitNanos) {
    this.name = name;
    this.most = most;
    this.limitNanos = limitNanos;
  }

  void start() {
    replaceWorker();
  }

  /** Adds a task. Returns false if too many wait. */
  boolean offer(LaneTask task) {
    if (closed || size.incrementAndGet() > most) {
      size.decrementAndGet();
      return false;
    }
    waiting.add(task);
    LaneWorker now = worker;
    if (now != null) {
      LockSupport.unpark(now.thread);
    }
    return true;
  }

  /** Notes that the thread of the lane goes on, so that its next call may take two seconds again. */
  void beginStep() {
    LaneWorker now = worker;
    if (now != null && Thread.currentThread() == now.thread) {
      now.stepNanos = System.nanoTime();
    }
  }

  int waiting() {
    return size.get();
  }

  int hanging() {
    return hanging.get();
  }

  /** Replaces the thread if it hangs. Called twice a second. */
  void replaceHanging() {
    LaneWorker now = worker;
    LaneTask task = now == null ? null : now.current;
    if (now != null && task != null && System.nanoTime() - now.stepNanos > limitNanos && hanging.get() < MOST_HANGING) {
      hanging.incrementAndGet();
      replaceWorker();
      task.giveUp();
    }
  }

  private void replaceWorker() {
    LaneWorker next = new LaneWorker();
    worker = next;
    next.thread.start();
  }

  void close() {
    closed = true;
    LaneWorker now = worker;
    if (now != null) {
      now.thread.interrupt();
    }
  }

  private final class LaneWorker implements Runnable {
    final Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(this);
    volatile long stepNanos = System.nanoTime();
    volatile @Nullable LaneTask current;

    @Override
    public void run() {
      while (!closed && worker == this) {
        LaneTask next = waiting.poll();
        if (next == null) {
          LockSupport.park(HashLane.this);
        } else {
          size.decrementAndGet();
          run(next);
        }
      }
      if (worker != this) {
        hanging.decrementAndGet();
      }
    }

    private void run(LaneTask task) {
      stepNanos = System.nanoTime();
      current = task;
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.warn("A file has no hash due to an internal error: {}", Reason.of(e), e);
        task.giveUp();
      } finally {
        current = null;
      }
    }
  }
}
