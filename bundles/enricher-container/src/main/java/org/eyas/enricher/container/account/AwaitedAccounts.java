package org.eyas.enricher.container.account;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerAccounts;

/**
 * The accounts of one container as far as they were read, and the processes that wait for them. Any thread may call it.
 * The lock is held for a few stores only.
 */
public final class AwaitedAccounts {
  static final int MOST_WAITING = 10_000;
  private static final long CHECK_NANOS = 1_000_000_000L;

  private final Set<Attachments> waiting = new HashSet<>();
  private Optional<ProcessAccountFiles.Content> content = Optional.empty();
  private boolean reading;
  private long readNanos;

  /**
   * Attaches the known accounts to a process. Returns whether the process now waits for more, so that the caller must
   * read. It does so until the accounts are known, and then once per second, because users are added while a container
   * runs.
   */
  synchronized boolean attach(Attachments process, long nowNanos) {
    process.put(ContainerAccounts.KEY, known());
    boolean current = content.isPresent() && (reading || nowNanos - readNanos < CHECK_NANOS);
    return !current && waiting.size() < MOST_WAITING && waiting.add(process);
  }

  /** Begins to read for a process that waits. Returns false if another thread reads. {@link #end} ends the reading. */
  synchronized boolean begin() {
    boolean free = !reading;
    reading = true;
    return free;
  }

  synchronized void end() {
    reading = false;
  }

  synchronized boolean isWaiting(Attachments process) {
    return waiting.contains(process);
  }

  synchronized Optional<ProcessAccountFiles.Content> content() {
    return content;
  }

  /** Attaches the accounts that were read to all processes that wait. */
  synchronized void set(ProcessAccountFiles.Content read, long nowNanos) {
    content = Optional.of(read);
    readNanos = nowNanos;
    waiting.forEach(process -> process.put(ContainerAccounts.KEY, read.accounts()));
    waiting.clear();
  }

  /** Ends the waiting of one process. The next one of the container is read again. */
  synchronized void giveUp(Attachments process) {
    waiting.remove(process);
    process.put(ContainerAccounts.KEY, content.map(ProcessAccountFiles.Content::accounts).orElse(ContainerAccounts.UNKNOWN));
  }

  private Accounts known() {
    return content
        .map(ProcessAccountFiles.Content::accounts)
        .orElse(waiting.size() < MOST_WAITING ? ContainerAccounts.PENDING : ContainerAccounts.UNKNOWN);
  }
}
