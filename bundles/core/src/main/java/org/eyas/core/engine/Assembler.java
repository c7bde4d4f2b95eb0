package org.eyas.core.engine;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
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
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform().daemon().name("assemble").unstarted(task));
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

  /** Does something on this thread and waits for it. */
  public <T> T call(Callable<T> work) throws ExecutionException, InterruptedException {
    return thread.submit(work).get();
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
