package org.eyas.enricher.container.lookup;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eyas.enricher.container.disk.DiskLookup;
import org.eyas.enricher.container.id.RuntimeProcess;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ladder: first the files of the runtimes, on one thread ({@code container-files}); then the runtimes that may know more,
 * each on its own thread. A container is settled after a bounded time, whatever a runtime does.
 */
final class Lookups implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lookups.class);
  private static final int MOST_WAITING = 10_000;
  private static final long LIMIT_MILLIS = 3_000;
  private static final long SWEEP_SECONDS = 30;

  /** The event loop may lag the runtimes: events of a container that has ended can still arrive. */
  private static final long KEPT_SECONDS = 10;

  // The files of a container are there before its cgroup, except for one in a hundred.
  private static final long[] AGAIN_AFTER_MILLIS = {5, 20, 50};

  // Docker writes the address of a container into its files when it has started.
  private static final long[] MORE_AFTER_MILLIS = {100, 300, 600, 1_000};

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("container-files").factory());
  private final DiskLookup disk;
  private final List<RuntimeClient> runtimes;
  private final LookupCounts counts;

  Lookups(DiskLookup disk, List<RuntimeClient> runtimes, LookupCounts counts) {
    this.disk = disk;
    this.runtimes = List.copyOf(runtimes);
    this.counts = counts;
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.execute(disk::warmUp);
  }

  /** Runs a task every half minute. */
  void sweep(Runnable task) {
    thread.scheduleWithFixedDelay(() -> safely(task), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /** Runs a task when the events of a container that ends now are processed. */
  void afterItsEvents(Runnable task) {
    try {
      thread.schedule(() -> safely(task), KEPT_SECONDS, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.trace("the bundle stops", e);
    }
  }

  // An exception would end the periodic task without a word.
  private static void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("containers that have ended are kept longer due to an internal error", e);
    }
  }

  /** Begins to look a container up. Returns at once. */
  void begin(Container container, Optional<RuntimeProcess> above) {
    if (thread.getQueue().size() >= MOST_WAITING) {
      counts.failed("queue");
      container.end();
      return;
    }
    counts.begin();
    container.beginStep();
    try {
      thread.execute(() -> guarded(container, () -> readFiles(container, above, 0)));
      thread.schedule(container::end, LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      container.end(); // the bundle stops
    }
  }

  private void readFiles(Container container, Optional<RuntimeProcess> above, int attempt) {
    Optional<Facts> found = disk.find(container.id(), above);
    found.ifPresent(container::add);
    if (attempt == 0) {
      found.ifPresent(facts -> counts.described("files"));
      ask(container);
    }
    long[] pauses = found.isPresent() ? MORE_AFTER_MILLIS : AGAIN_AFTER_MILLIS;
    boolean more = found.isPresent() ? isStarting(found.get()) : !container.has(Part.NAME);
    if (more && attempt < pauses.length) {
      Runnable again = () -> guarded(container, () -> readFiles(container, above, attempt + 1));
      thread.schedule(again, pauses[attempt], TimeUnit.MILLISECONDS);
    } else {
      container.endStep();
    }
  }

  private static boolean isStarting(Facts facts) {
    return facts.text(Part.TYPE).equals("docker") && !facts.has(Part.IP);
  }

  private void ask(Container container) {
    for (RuntimeClient runtime : runtimes) {
      if (runtime.mayKnowMore(container)) {
        container.beginStep();
        runtime.lookUp(container);
      }
    }
  }

  // Processes must not wait for a container because of a bug.
  private static void guarded(Container container, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("container {} is not looked up due to an internal error", container.id().reported(), e);
      container.end();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    runtimes.forEach(RuntimeClient::close);
  }
}
