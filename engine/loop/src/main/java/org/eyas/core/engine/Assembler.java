package org.eyas.core.engine;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code assemble}: the only one that makes generations and the only writer of the current one, which loops
 * read once per batch.
 *
 * <pre>
 *   a bundle came, left, changed --> changed() --+  a moment of quiet
 *                                                v
 *   a reload was asked for --------> call() --> assemble --> publish() --> current --> loop-syscall, ...
 * </pre>
 */
public final class Assembler implements Supplier<Generation>, AutoCloseable {
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Runnable rebuild;
  private static final long REHEARSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, task -> Thread.ofPlatform().daemon().name("assemble").unstarted(task));
  private final Set<SourceLoop> loops = ConcurrentHashMap.newKeySet();
  private @Nullable Future<?> waiting;
  private long firstChangeNanos;
  private volatile @Nullable Generation current;
  private volatile Instant published = Instant.now();
  private volatile Runnable listener = () -> {};

  /** @param rebuild what is done on this thread after something changed */
  public Assembler(Runnable rebuild) {
    this.rebuild = rebuild;
  }

  /** The generation of this moment. */
  @Override
  public Generation get() {
    Generation now = current;
    if (now == null) {
      throw new IllegalStateException("nothing was assembled yet");
    }
    return now;
  }

  /** Asks for a rebuild as soon as nothing changes for a moment, or has changed for a second without end. */
  public synchronized void changed() {
    long now = System.nanoTime();
    Future<?> before = waiting;
    if (before == null || before.isDone() || !before.cancel(false)) {
      firstChangeNanos = now;
    }
    long delay = Math.max(0, Math.min(QUIET_NANOS, firstChangeNanos + LONGEST_WAIT_NANOS - now));
    waiting = thread.schedule(rebuild, delay, TimeUnit.NANOSECONDS);
  }

  /** Asks for a rebuild after a time. */
  public void changesIn(long millis) {
    thread.schedule(rebuild, millis, TimeUnit.MILLISECONDS);
  }

  /** Does something on this thread and waits for it. */
  public <T> T call(Callable<T> work) throws ExecutionException, InterruptedException {
    return thread.submit(work).get();
  }

  /** As {@link #call(Callable)}; where who waits is interrupted, the work is too, or is not begun. */
  public <T> T callWhileWanted(Callable<T> work) throws ExecutionException, InterruptedException {
    Future<T> result = thread.submit(work);
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    }
  }

  /**
   * As {@link #call(Callable)}, but waits so long at the most; what is to be done is done in any case.
   *
   * @throws TimeoutException where something else keeps this thread, such as a rule provider that does not answer
   */
  public <T> T call(Callable<T> work, long limitMillis)
      throws ExecutionException, InterruptedException, TimeoutException {
    return thread.submit(work).get(limitMillis, TimeUnit.MILLISECONDS);
  }

  /** Does something on this thread, later. */
  public void later(Runnable work, long delayMillis) {
    thread.schedule(work, delayMillis, TimeUnit.MILLISECONDS);
  }

  /**
   * Lets every loop try a generation out on its events, so that it is warm when it counts; called on this thread. Takes a
   * second or two at the most, and ends at once where something else is to be done here.
   */
  public void rehearse(Generation next) throws InterruptedException {
    long deadline = System.nanoTime() + REHEARSAL_NANOS;
    loops.forEach(loop -> loop.rehearse(next));
    try {
      while (!loops.stream().allMatch(loop -> loop.hasRehearsed(next)) && System.nanoTime() < deadline && !isAsked()) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } finally {
      loops.forEach(loop -> loop.rehearse(null)); // whoever leaves now is not called by a rehearsal that goes on
    }
  }

  private boolean isAsked() {
    return thread.getQueue().peek() instanceof Delayed next && next.getDelay(TimeUnit.NANOSECONDS) <= 0;
  }

  /** Makes a generation the current one that has the same rules as that one; called on this thread. */
  public void replace(Generation same) {
    current = same;
  }

  /** Makes a generation the current one; called on this thread. */
  public void publish(Generation next) {
    current = next;
    published = Instant.now();
    listener.run();
  }

  /** Is told on this thread of every generation from now on; must not wait. */
  public void listener(Runnable told) {
    listener = told;
  }

  /** When the current generation was made the current one; may be asked from any thread. */
  public Instant published() {
    return published;
  }

  /** Adds a loop that runs. */
  public void enter(SourceLoop loop) {
    loops.add(loop);
  }

  /** Takes a loop out that ended. */
  public void leave(SourceLoop loop) {
    loops.remove(loop);
  }

  /** Whether any loop runs. */
  public boolean isRunning() {
    return !loops.isEmpty();
  }

  /**
   * Waits until every loop has passed the end of a batch and nothing of earlier generations is called any more.
   *
   * @return false where the time is over before
   */
  public boolean awaitUse(long limitMillis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    while (!areAllUpToDate()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MICROSECONDS.sleep(200);
    }
    return true;
  }

  private boolean areAllUpToDate() {
    Generation now = current;
    return now == null || loops.stream().allMatch(loop -> loop.uses(now));
  }

  /** Ends the thread behind what it is doing. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
