package org.eyas.enricher.container.account;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.failure.Reason;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.reading.FileReadThreads;
import org.eyas.enricher.container.reading.LookupHealth;
import org.eyas.enricher.container.reading.LookupTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attaches the accounts of a container to each process in that container, and reads the accounts on its own threads
 * ({@code container-accounts}). A container with a hanging file system gets no accounts, and delays no other container.
 */
public final class ContainerAccountReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerAccountReader.class);
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 10_000;

  // A runtime needs up to 1.7 s from the cgroup of a container to its root directory.
  private static final long[] AGAIN_AFTER_MILLIS = {5, 20, 75, 200, 700, 2_000};

  private final FileReadThreads threads;
  private final LookupHealth health;
  private final ProcessAccountFiles files;
  private final Runnable onFailure;

  /** @param onFailure called if accounts cannot be read although the process exists */
  public ContainerAccountReader(HostRoot host, LookupTimer timer, LookupHealth health, Runnable onFailure) {
    files = new ProcessAccountFiles(host);
    threads = new FileReadThreads("container-accounts", THREADS, timer, health);
    this.health = health;
    this.onFailure = onFailure;
  }

  /** One process that waits. */
  private record Wanted(FileReadThreads.Subject container, AwaitedAccounts accounts, long pid, String cgroup, Attachments out) {}

  /**
   * Attaches the accounts of a process's container to the process, now or later. Called on the loop's thread. Returns
   * at once.
   */
  public void attach(ContainerId id, AwaitedAccounts accounts, ProcessInfo process, Attachments out) {
    if (accounts.attach(out, System.nanoTime())) {
      Wanted wanted = new Wanted(subject(id), accounts, process.pid(), cgroup(process.place().rawCgroups()), out);
      boolean isRead = id.isRoots() || health.readsFilesOfUsers();
      if (isRead && threads.waiting() < MOST_WAITING && !threads.refuses(wanted.container())) {
        readLater(wanted, 0, 0);
      } else {
        accounts.giveUp(out);
      }
    }
  }

  // A user with one file system that hangs has others.
  private static FileReadThreads.Subject subject(ContainerId id) {
    return id.isUsers()
        ? new FileReadThreads.Subject(id.owner(), "accounts in containers of user " + id.owner())
        : new FileReadThreads.Subject(id.value(), "accounts in container " + id.reported());
  }

  /**
   * Attaches the accounts of the machine to a process on the host, if the process has inherited the accounts of a
   * container.
   */
  public static void attachHostAccounts(ProcessInfo process, Attachments out) {
    if (process.attachment(ContainerAccounts.KEY) != null) {
      out.put(ContainerAccounts.KEY, ContainerAccounts.MACHINE);
    }
  }

  // The last name in the path of the first cgroup: what is before it depends on who reads it (cgroup_namespaces(7)).
  private static String cgroup(Bytes cgroups) {
    int end = cgroups.indexOf(0, 0);
    String first = cgroups.slice(0, end < 0 ? cgroups.length() : end, new ByteView()).toString();
    return first.substring(first.lastIndexOf('/') + 1);
  }

  private void readLater(Wanted wanted, int attempt, long millis) {
    try {
      threads.run(wanted.container(), millis, () -> read(wanted, attempt));
    } catch (RejectedExecutionException e) {
      wanted.accounts().giveUp(wanted.out()); // the bundle stops
    }
  }

  private void read(Wanted wanted, int attempt) {
    if (!wanted.accounts().isWaiting(wanted.out())) {
      return;
    }
    try {
      if (!isRead(wanted)) {
        retryLater(wanted, attempt);
      }
    } catch (NoSuchFileException e) {
      wanted.accounts().giveUp(wanted.out()); // the process has ended
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.debug("the accounts of a container are not read: {}", Reason.of(e));
      onFailure.run();
      wanted.accounts().giveUp(wanted.out());
    }
  }

  private void retryLater(Wanted wanted, int attempt) {
    if (attempt < AGAIN_AFTER_MILLIS.length) {
      readLater(wanted, attempt + 1, AGAIN_AFTER_MILLIS[attempt]);
    } else {
      wanted.accounts().giveUp(wanted.out());
    }
  }

  private boolean isRead(Wanted wanted) throws IOException {
    AwaitedAccounts accounts = wanted.accounts();
    if (!accounts.begin()) {
      return false;
    }
    try {
      Optional<ProcessAccountFiles.Content> content = files.read(wanted.pid(), wanted.cgroup(), accounts.content());
      content.ifPresent(found -> accounts.set(found, System.nanoTime()));
      return content.isPresent();
    } finally {
      accounts.end();
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
