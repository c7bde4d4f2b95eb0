package org.eyas.enricher.container.lookup;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eyas.enricher.container.disk.DiskLookup;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.RuntimeProcess;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.reading.FileReadThreads;
import org.eyas.enricher.container.reading.LookupHealth;
import org.eyas.enricher.container.reading.LookupTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks containers up in two steps: first in the files of the runtimes, then over the sockets of the runtimes that may
 * know more. One thread reads the files of root ({@code container-files}), and one thread reads the files of users
 * ({@code container-user-files}). Each runtime has its own thread. A container is settled after a bounded time, even if
 * a runtime or a file system hangs.
 */
final class ContainerLookups implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerLookups.class);
  private static final int MOST_WAITING = 10_000;
  private static final long LIMIT_MILLIS = 3_000;
  private static final long SWEEP_MILLIS = TimeUnit.SECONDS.toMillis(30);
  private static final FileReadThreads.Subject OF_ROOT =
      new FileReadThreads.Subject("root", "files of the container runtimes of root");

  /**
   * The time for which a container that has ended is kept: its last events reach the engine later than the runtime reports
   * its end.
   */
  private static final long KEPT_MILLIS = TimeUnit.SECONDS.toMillis(10);

  // The files of a container are there before its cgroup, except for one in a hundred.
  private static final long[] AGAIN_AFTER_MILLIS = {5, 20, 50};

  // Docker writes the address of a container into its files when it has started.
  private static final long[] MORE_AFTER_MILLIS = {100, 300, 600, 1_000};

  private final LookupTimer timer;
  private final LookupHealth health;
  private final FileReadThreads root;
  private final FileReadThreads users;
  private final DiskLookup disk;
  private final List<RuntimeClient> runtimes;
  private final ContainerLookupCounts counts;

  ContainerLookups(DiskLookup disk, List<RuntimeClient> runtimes, LookupTimer timer, ContainerLookupReports reports) {
    this.disk = disk;
    this.runtimes = List.copyOf(runtimes);
    this.timer = timer;
    health = reports.health();
    counts = reports.counts();
    root = new FileReadThreads("container-files", 1, timer, health);
    users = new FileReadThreads("container-user-files", 1, timer, health);
    root.run(OF_ROOT, 0, disk::warmUp);
  }

  /** Runs a task every half minute. */
  void sweep(Runnable task) {
    root.run(OF_ROOT, SWEEP_MILLIS, () -> {
      runSafely(task);
      sweep(task);
    });
  }

  /** Runs a task when the events of a container that ends now are processed. */
  void afterItsEvents(Runnable task) {
    try {
      timer.after(KEPT_MILLIS, () -> runSafely(task));
    } catch (RejectedExecutionException e) {
      LOG.trace("the bundle stops", e);
    }
  }

  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("containers that have ended are kept longer due to an internal error", e);
    }
  }

  /** One container whose files are read on one kind of thread. */
  private record Reading(CachedContainer container, Optional<RuntimeProcess> above, FileReadThreads threads,
      FileReadThreads.Subject subject) {}

  /** Begins to look a container up. Returns at once. */
  void begin(CachedContainer container, Optional<RuntimeProcess> above) {
    Reading reading =
        container.id().isUsers()
            ? new Reading(container, above, users, ofUser(container.id()))
            : new Reading(container, above, root, OF_ROOT);
    String refused = refused(reading);
    if (!refused.isEmpty()) {
      counts.failed(refused);
      container.end();
      return;
    }
    counts.begin();
    container.beginStep();
    try {
      readAfter(0, reading, 0);
      timer.after(LIMIT_MILLIS, container::end);
    } catch (RejectedExecutionException e) {
      container.end(); // the bundle stops
    }
  }

  private static FileReadThreads.Subject ofUser(ContainerId id) {
    return new FileReadThreads.Subject(id.owner(), "files of containers of user " + id.owner());
  }

  // Why nothing is read for a container; empty if it is. Files of root are read even if some of them hang.
  private String refused(Reading reading) {
    boolean isUsers = reading.container().id().isUsers();
    if (reading.threads().waiting() >= MOST_WAITING) {
      return "queue";
    }
    if (isUsers && !health.readsFilesOfUsers()) {
      return "careful";
    }
    return isUsers && reading.threads().refuses(reading.subject()) ? "hanging" : "";
  }

  private void readAfter(long millis, Reading reading, int attempt) {
    reading.threads().run(reading.subject(), millis, () -> runGuarded(reading.container(), () -> readFiles(reading, attempt)));
  }

  private void readFiles(Reading reading, int attempt) {
    CachedContainer container = reading.container();
    Optional<ContainerFacts> found = disk.find(container.id(), reading.above());
    found.ifPresent(container::add);
    if (attempt == 0) {
      found.ifPresent(facts -> counts.described("files"));
      askRuntimes(container);
    }
    long[] pauses = found.isPresent() ? MORE_AFTER_MILLIS : AGAIN_AFTER_MILLIS;
    boolean more = found.isPresent() ? isStarting(found.get()) : !container.has(ContainerPart.NAME);
    if (more && attempt < pauses.length) {
      readAfter(pauses[attempt], reading, attempt + 1);
    } else {
      container.endStep();
    }
  }

  private static boolean isStarting(ContainerFacts facts) {
    return facts.text(ContainerPart.TYPE).equals("docker") && !facts.has(ContainerPart.IP);
  }

  private void askRuntimes(CachedContainer container) {
    for (RuntimeClient runtime : runtimes) {
      if (runtime.mayKnowMore(container)) {
        container.beginStep();
        runtime.lookUp(container);
      }
    }
  }

  // Processes must not wait for a container because of a bug.
  private static void runGuarded(CachedContainer container, Runnable step) {
    try {
      step.run();
    } catch (RejectedExecutionException e) {
      container.end(); // the bundle stops
    } catch (RuntimeException e) {
      LOG.warn("container {} is not looked up due to an internal error", container.id().reported(), e);
      container.end();
    }
  }

  @Override
  public void close() {
    root.close();
    users.close();
    timer.close();
    runtimes.forEach(RuntimeClient::close);
  }
}
