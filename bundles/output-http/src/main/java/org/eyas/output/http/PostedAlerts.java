package org.eyas.output.http;

import org.eyas.payload.Message;
import org.eyas.spool.delivery.AlertReceiver;
import org.eyas.spool.delivery.Attempt;

/** A web address as the receiver of alerts that wait on disk. */
record PostedAlerts(Poster poster, RetryPolicy policy) implements AlertReceiver<Message> {
  @Override
  public String address() {
    return poster.target().forLog();
  }

  @Override
  public Attempt send(Message message) throws InterruptedException {
    Outcome outcome = poster.post(message);
    return switch (outcome.kind()) {
      case ACCEPTED -> Attempt.ACCEPTED;
      case REJECTED ->
        outcome.isAboutTheAlert()
            ? Attempt.refused(outcome.text())
            : Attempt.unavailable(policy.restMillis(outcome), outcome.text());
      case REFUSED -> Attempt.unavailable(policy.restMillis(outcome), outcome.text());
      case FAILED, TIMED_OUT -> Attempt.unavailable(RetryPolicy.askedMillis(outcome), outcome.text());
    };
  }

  @Override
  public String json(Message message) {
    return message.json();
  }

  @Override
  public void close() {
    poster.close();
  }
}
