package org.eyas.output.http;

import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.AlertReceiver;
import org.eyas.spool.delivery.SendAttempt;

/** A web address as the receiver of alerts that wait on disk. */
record HttpAlertReceiver(AlertPoster poster, RetryPolicy policy) implements AlertReceiver<PayloadMessage> {
  @Override
  public String address() {
    return poster.target().forLog();
  }

  @Override
  public SendAttempt send(PayloadMessage message) throws InterruptedException {
    PostOutcome outcome = poster.post(message);
    return switch (outcome.kind()) {
      case ACCEPTED -> SendAttempt.ACCEPTED;
      case REJECTED ->
        outcome.isAboutTheAlert()
            ? SendAttempt.refused(outcome.text())
            : SendAttempt.unavailable(policy.restMillis(outcome), outcome.text());
      case REFUSED -> SendAttempt.unavailable(policy.restMillis(outcome), outcome.text());
      case FAILED, TIMED_OUT -> SendAttempt.unavailable(RetryPolicy.askedMillis(outcome), outcome.text());
    };
  }

  @Override
  public String json(PayloadMessage message) {
    return message.json();
  }

  @Override
  public void close() {
    poster.close();
  }
}
