package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.RenderedAlert;

/**
 * Sends alerts that are safe on disk: a failed alert is tried until it is accepted, and later ones wait.
 *
 * <p>The exception is an alert that the receiver never accepts: if an alert keeps failing, the next one is tried too. If that is
 * accepted, and the first one still fails several times, the first one is put aside for an administrator. A receiver that is not
 * available accepts neither, so no alert is put aside.
 *
 * <pre>
 *   a fails, fails, fails, fails   b fails        pause    a ...       the receiver is not available: wait
 *   a fails, fails, fails, fails   b is accepted  a fails, 3 times     a is put aside; c
 * </pre>
 */
final class RetryUntilAccepted {
  private static final int TRIES_ALONE = 4;
  private static final int TRIES_AFTER_NEXT = 3;

  private final ChannelSender sender;
  private final Backlog backlog;
  private final CountDownLatch ending;
  private final RefusedAlerts refused;
  private boolean nextIsSent;

  RetryUntilAccepted(ChannelSender sender, Backlog backlog, CountDownLatch ending, RefusedAlerts refused) {
    this.sender = sender;
    this.backlog = backlog;
    this.ending = ending;
    this.refused = refused;
  }

  /** Returns when the alert is accepted, or put aside. */
  void send(RenderedAlert alert) throws IOException, InterruptedException {
    if (nextIsSent) {
      nextIsSent = false;
      return;
    }
    RetryPause pause = new RetryPause();
    int triesLeft = Integer.MAX_VALUE;
    for (int tries = 1; !sender.sendNow(alert); tries++) {
      if (nextIsSent && --triesLeft == 0) {
        refused.add(alert);
        return;
      }
      if (!nextIsSent && tries >= TRIES_ALONE && isNextAccepted()) {
        nextIsSent = true;
        triesLeft = TRIES_AFTER_NEXT;
      }
      if (ending.await(pause.nextMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the remaining alerts stay on disk");
      }
    }
  }

  private boolean isNextAccepted() throws IOException {
    RenderedAlert next = backlog.second();
    return next != null && sender.sendNow(next);
  }
}
