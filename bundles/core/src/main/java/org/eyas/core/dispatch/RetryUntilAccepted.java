package org.eyas.core.dispatch;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.RenderedAlert;

/**
 * Sends alerts that are safe on disk: one that fails is tried until it is taken, and those behind it wait.
 *
 * <p>Unless it is the alert's own fault: while it fails the one behind it is tried too. Where that is taken, and the first one
 * is refused again and again after it, the first one is put aside for a person to look at. A receiver that is away takes
 * neither, so nothing is put aside for it.
 *
 * <pre>
 *   a fails, fails, fails, fails   b fails        pause    a ...       the receiver is away: wait
 *   a fails, fails, fails, fails   b is taken     a fails, 3 times     a is put aside; c
 * </pre>
 */
final class RetryUntilAccepted {
  private static final int TRIES_ALONE = 4;
  private static final int TRIES_BEHIND_ANOTHER = 3;

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

  /** Returns once the alert is taken, or put aside. */
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
      if (!nextIsSent && tries >= TRIES_ALONE && isNextTaken()) {
        nextIsSent = true;
        triesLeft = TRIES_BEHIND_ANOTHER;
      }
      if (ending.await(pause.nextMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("what is left stays on disk");
      }
    }
  }

  private boolean isNextTaken() throws IOException {
    RenderedAlert behind = backlog.behind();
    return behind != null && sender.sendNow(behind);
  }
}
