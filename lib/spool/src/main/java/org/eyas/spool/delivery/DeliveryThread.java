package org.eyas.spool.delivery;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.common.ExponentialBackoff;
import org.jspecify.annotations.Nullable;

/**
 * The thread that passes the entries of one backlog to its recipient.
 *
 * <pre>
 *   offer --> Backlog --> DeliveryThread --+--> in memory: send, once
 *                                          +--> on disk: RetryUntilAccepted
 * </pre>
 */
public final class DeliveryThread<E> {
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

  private final DeliveryBacklog<E> backlog;
  private final DeliveryBacklog<E>.Taker taker;
  private final EntryRecipient<E> recipient;
  private final @Nullable RetryUntilAccepted<E> retry; // null: without a disk, now and later
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Starts the thread.
   *
   * @param pause the pauses between attempts to send an entry that is on disk, in milliseconds
   */
  public DeliveryThread(String name, DeliveryBacklog<E> backlog, EntryRecipient<E> recipient, ExponentialBackoff pause) {
    this.backlog = backlog;
    this.recipient = recipient;
    taker = backlog.taker();
    retry = backlog.isDurable() ? new RetryUntilAccepted<>(recipient, taker, pause, ending) : null;
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  private void run() {
    recipient.begin();
    try {
      while (!isAtEnd()) {
        // The loop ends when everything was sent, or when the thread is interrupted.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the rest is in the backlog, or stop() returned it
    }
  }

  // A failed disk, or a sender that could not start a thread, must not end this thread, because the next attempt may
  // succeed.
  private boolean isAtEnd() throws InterruptedException {
    try {
      return perform(taker.next());
    } catch (IOException | RuntimeException e) {
      return isEndAfter(e);
    } catch (OutOfMemoryError e) { // a thread was refused: an overflow of the heap ends the process
      return isEndAfter(new IOException(Reason.of(e), e));
    }
  }

  private boolean isEndAfter(Exception failure) throws InterruptedException {
    recipient.failed(failure);
    return ending.await(PAUSE_AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
  }

  // Returns whether the task was the end.
  private boolean perform(DeliveryTask<E> task) throws IOException, InterruptedException {
    switch (task) {
      case DeliveryTask.Send<E>(E entry, boolean last) -> {
        send(entry, last);
        if (taker.finished()) {
          recipient.emptied();
        }
      }
      case DeliveryTask.Reopen<E>() -> recipient.reopen();
      case DeliveryTask.End<E>() -> {
        return true;
      }
    }
    return false;
  }

  private void send(E entry, boolean last) throws IOException, InterruptedException {
    if (retry != null) {
      retry.send(entry);
    } else {
      recipient.send(entry, last);
    }
  }

  /** Stops accepting entries. The thread ends after the waiting entries, or when an entry that is on disk fails. */
  public void end() {
    ending.countDown();
    backlog.end();
  }

  /**
   * Ends the thread after the entries that wait now, but within {@code millis}. The remaining entries wait in the
   * backlog for another thread.
   */
  public void leave(long millis) throws InterruptedException {
    ending.countDown();
    taker.takeNoMore();
    try {
      thread.join(Math.max(1, millis));
    } finally {
      taker.leave();
      thread.interrupt(); // it does not use the disk any more: an interrupt would close its files
    }
  }

  /**
   * Ends the thread after the waiting entries, but within {@code millis}, and closes the backlog in any case. Entries
   * on disk are sent in three quarters of that time. The last quarter is for the result of the last entry, which would
   * otherwise be sent once more.
   */
  public DeliveryBacklog.Left<E> stop(long millis) throws InterruptedException {
    DeliveryBacklog.Left<E> left;
    end();
    try {
      if (retry != null) {
        thread.join(Math.max(1, millis - millis / 4));
        taker.finishOnly();
        thread.join(Math.max(1, millis / 4));
      } else {
        thread.join(Math.max(1, millis));
      }
    } finally {
      try {
        left = backlog.close();
      } finally {
        thread.interrupt();
      }
    }
    return left;
  }
}
