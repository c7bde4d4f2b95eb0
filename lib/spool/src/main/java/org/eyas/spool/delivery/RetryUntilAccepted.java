package org.eyas.spool.delivery;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eyas.common.ExponentialBackoff;
import org.eyas.spool.delivery.SendAttempt.Result;

/**
 * Sends entries that are on disk. A failed entry is sent again until it is accepted; later entries wait.
 *
 * <p>The exception is an entry that the receiver never accepts. If the recipient reports that, the entry is put aside
 * at once. Otherwise, if an entry fails several times, the next entry is tried too. If the next entry is accepted and
 * the first entry still fails several times, the first entry is put aside. A receiver that is not available accepts
 * neither entry, so no entry is put aside.
 *
 * <pre>
 *   a fails, fails, fails, fails   b fails        pause    a ...       the receiver is not available: wait
 *   a fails, fails, fails, fails   b is accepted  a fails, 3 times     a is put aside; c
 * </pre>
 */
final class RetryUntilAccepted<E> {
  private static final int TRIES_ALONE = 4;
  private static final int TRIES_AFTER_NEXT = 3;

  private final EntryRecipient<E> recipient;
  private final DeliveryBacklog<E>.Taker taker;
  private final ExponentialBackoff pause;
  private final CountDownLatch ending;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private boolean nextIsSent;

  RetryUntilAccepted(EntryRecipient<E> recipient, DeliveryBacklog<E>.Taker taker, ExponentialBackoff pause,
      CountDownLatch ending) {
    this.recipient = recipient;
    this.taker = taker;
    this.pause = pause;
    this.ending = ending;
  }

  /** Returns when the entry is accepted, or put aside. */
  void send(E entry) throws IOException, InterruptedException {
    if (nextIsSent) {
      nextIsSent = false;
      return;
    }
    int triesAfterNext = 0;
    for (int tries = 1;; tries++) {
      SendAttempt attempt = recipient.send(entry, true);
      if (attempt.result() == Result.ACCEPTED) {
        return;
      }
      triesAfterNext += nextIsSent && attempt.result() == Result.FAILED ? 1 : 0;
      if (attempt.result() == Result.REFUSED || triesAfterNext == TRIES_AFTER_NEXT) {
        recipient.putAside(entry);
        return;
      }
      nextIsSent |= attempt.result() == Result.FAILED && tries >= TRIES_ALONE && !nextIsSent && isNextAccepted();
      if (ending.await(Math.max(attempt.waitMillis(), pause.randomized(tries, random)), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the remaining entries stay on disk");
      }
    }
  }

  private boolean isNextAccepted() throws IOException, InterruptedException {
    E next = taker.second();
    return next != null && recipient.send(next, true).result() == Result.ACCEPTED;
  }
}
