package org.eyas.engine.loop;

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
import org.eyas.engine.signal.ChangeSignal;
import org.jspecify.annotations.Nullable;

/**
 * The thread {@code assemble}. Only this thread builds generations and replaces the current one. Loops read the current
 * generation once per batch.
 *
 * <pre>
 *   a bundle came, left, changed ---+  after a quiet moment
 *                                   v
 *   a reload is requested ------> assemble --> publish --> current --> loop-syscall, ...
 * </pre>
 */
public final class GenerationPublisher implements Supplier<RuleGeneration>, AutoCloseable {
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long WARMUP_NANOS = TimeUnit.MILLISECONDS.toNanos(1_200);

  private final Runnable rebuild;
  private final ChangeSignal progress = new ChangeSignal();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, task -> Thread.ofPlatform().daemon().name("assemble").unstarted(task));
  private final Set<SourceLoop> loops = ConcurrentHashMap.newKeySet();
  private @Nullable Future<?> waiting;
  private long firstChangeNanos;
  private volatile @Nullable RuleGeneration current;
  private volatile Instant published = Instant.now();
  private volatile Runnable listener = () -> {};

  /** @param rebuild called on this thread after a change */
  public GenerationPublisher(Runnable rebuild) {
    this.rebuild = rebuild;
  }

  /** The current generation. */
  @Override
  public RuleGeneration get() {
    RuleGeneration now = current;
    if (now == null) {
      throw new IllegalStateException("no rules have been assembled yet");
    }
    return now;
  }

  /** Requests a rebuild, which starts when there are no changes for a moment, or after a second of constant changes. */
  public synchronized void requestRebuild() {
    long now = System.nanoTime();
    Future<?> before = waiting;
    if (before == null || before.isDone() || !before.cancel(false)) {
      firstChangeNanos = now;
    }
    long delay = Math.max(0, Math.min(QUIET_NANOS, firstChangeNanos + LONGEST_WAIT_NANOS - now));
    waiting = schedule(rebuild, TimeUnit.NANOSECONDS, delay);
  }

  /** Requests a rebuild after a delay. */
  public void requestRebuildIn(long millis) {
    schedule(rebuild, TimeUnit.MILLISECONDS, millis);
  }

  /** Runs work on this thread and waits for it. */
  public <T> T call(Callable<T> work) throws ExecutionException, InterruptedException {
    return submit(work).get();
  }

  /** Like {@link #call(Callable)}; but if the caller is interrupted, the work is interrupted too, or not started. */
  public <T> T callWhileWanted(Callable<T> work) throws ExecutionException, InterruptedException {
    Future<T> result = submit(work);
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    }
  }

  /**
   * Like {@link #call(Callable)}, but waits at most this long; the work is done in any case.
   *
   * @throws TimeoutException if other work occupies this thread, such as a rule provider that does not return
   */
  public <T> T call(Callable<T> work, long limitMillis)
      throws ExecutionException, InterruptedException, TimeoutException {
    return submit(work).get(limitMillis, TimeUnit.MILLISECONDS);
  }

  /** Runs work on this thread after a delay. */
  public void runLater(Runnable work, long delayMillis) {
    schedule(work, TimeUnit.MILLISECONDS, delayMillis);
  }

  private Future<?> schedule(Runnable work, TimeUnit unit, long delay) {
    Future<?> result = thread.schedule(work, delay, unit);
    progress.changed();
    return result;
  }

  private <T> Future<T> submit(Callable<T> work) {
    Future<T> result = thread.submit(work);
    progress.changed();
    return result;
  }

  /**
   * Warms up a generation: every loop evaluates it on events and ignores the results, so that the JVM compiles the code
   * before the generation is published. Called on this thread. The warm-up takes at most 1.2 s, and ends early if this
   * thread has other work.
   */
  public void warmUp(RuleGeneration next) throws InterruptedException {
    long deadline = System.nanoTime() + WARMUP_NANOS;
    loops.forEach(loop -> loop.warmUp(next));
    try {
      while (nanosLeft(deadline) > 0 && !haveAllWarmedUp(next)) {
        awaitWarmup(next, deadline);
      }
    } finally {
      loops.forEach(loop -> loop.warmUp(null)); // a warm-up must not call a bundle that stops now
    }
  }

  // Returns also when this thread gets other work, which may be due earlier.
  private void awaitWarmup(RuleGeneration next, long deadline) throws InterruptedException {
    Runnable work = thread.getQueue().peek();
    long limitMillis = TimeUnit.NANOSECONDS.toMillis(nanosLeft(deadline)) + 1;
    progress.await(() -> haveAllWarmedUp(next) || thread.getQueue().peek() != work, limitMillis);
  }

  private boolean haveAllWarmedUp(RuleGeneration next) {
    return loops.stream().allMatch(loop -> loop.isWarmedUp(next));
  }

  private long nanosLeft(long deadline) {
    long left = deadline - System.nanoTime();
    return thread.getQueue().peek() instanceof Delayed next ? Math.min(left, next.getDelay(TimeUnit.NANOSECONDS)) : left;
  }

  /** Publishes a generation that has the same rules as the current one. Called on this thread. */
  public void replace(RuleGeneration same) {
    current = same;
  }

  /** Publishes a generation. Called on this thread. */
  public void publish(RuleGeneration next) {
    current = next;
    published = Instant.now();
    listener.run();
  }

  /** Sets a listener that is called on this thread for every new generation; it must not wait. */
  public void listener(Runnable added) {
    listener = added;
  }

  /** The time at which the current generation was published. May be called from any thread. */
  public Instant published() {
    return published;
  }

  /** Adds a running loop. */
  public void addLoop(SourceLoop loop) {
    loop.setProgressSignal(progress);
    loops.add(loop);
  }

  /** Removes a loop that ended. */
  public void removeLoop(SourceLoop loop) {
    loops.remove(loop);
    progress.changed();
  }

  /** Whether any loop runs. */
  public boolean isRunning() {
    return !loops.isEmpty();
  }

  /**
   * Waits until every loop uses the current generation, so that no loop calls earlier generations any more.
   *
   * @return false if the time limit is reached before that
   */
  public boolean awaitUse(long limitMillis) throws InterruptedException {
    return progress.await(this::areAllUpToDate, limitMillis);
  }

  private boolean areAllUpToDate() {
    RuleGeneration now = current;
    return now == null || loops.stream().allMatch(loop -> loop.uses(now));
  }

  /** Ends the thread after its current work. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
