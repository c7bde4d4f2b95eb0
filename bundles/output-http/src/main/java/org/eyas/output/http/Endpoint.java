package org.eyas.output.http;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.eyas.output.http.payload.Message;
import org.eyas.spool.delivery.Attempt;
import org.eyas.spool.delivery.Recipient;
import org.eyas.spool.delivery.RefusedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts alerts from the disk, and logs when the server stops and starts to accept them.
 *
 * <p>If the server rejects every alert (wrong address, wrong password), they wait until the setting is corrected. An alert that it
 * rejects because of its content is put aside, because it would block all later alerts for ever. Any thread may read.
 */
final class Endpoint implements Recipient<Message> {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  private final Poster poster;
  private final RetryPolicy policy;
  private final Path directory;
  private final LongSupplier waiting;
  private final RefusedFile refused;
  private volatile String problem = "";
  private String rejection = "";
  private String loggedRejection = "";
  private String fault = "";

  /**
   * @param directory where the alerts wait
   * @param waiting how many wait there
   */
  Endpoint(Poster poster, RetryPolicy policy, Path directory, LongSupplier waiting) {
    this.poster = poster;
    this.policy = policy;
    this.directory = directory;
    this.waiting = waiting;
    refused = new RefusedFile(directory);
  }

  @Override
  public Attempt send(Message message, boolean last) throws InterruptedException {
    Outcome outcome = poster.post(message);
    return switch (outcome.kind()) {
      case ACCEPTED -> {
        answered();
        loggedRejection = "";
        yield Attempt.ACCEPTED;
      }
      case REJECTED -> outcome.isAboutTheAlert() ? rejected(outcome) : unavailable(outcome, policy.restMillis(outcome));
      case REFUSED -> unavailable(outcome, policy.restMillis(outcome));
      case FAILED, TIMED_OUT -> unavailable(outcome, RetryPolicy.askedMillis(outcome));
    };
  }

  private void answered() {
    if (!problem.isEmpty()) {
      LOG.info("{}: {} answers again; waiting alerts: {}", poster.output(), server(), waiting.getAsLong());
    }
    problem = "";
  }

  private Attempt rejected(Outcome outcome) {
    answered();
    rejection = outcome.text();
    return Attempt.REFUSED;
  }

  private Attempt unavailable(Outcome outcome, long waitMillis) {
    if (problem.isEmpty()) {
      problem = server() + " does not accept alerts: " + outcome.text();
      LOG.warn("{}: {}; they wait in {}", poster.output(), problem, directory);
    }
    return Attempt.unavailable(waitMillis);
  }

  @Override
  public void putAside(Message message) {
    String place = refused.add(message.json());
    if (!rejection.equals(loggedRejection)) {
      loggedRejection = rejection;
      LOG.error("{}: {} rejects the alert: {}; it is put aside ({})", poster.output(), server(), rejection, place);
    }
  }

  @Override
  public void failed(Exception failure) {
    if (!failure.toString().equals(fault)) {
      fault = failure.toString();
      LOG.error("{}: alerts in {} cannot be sent", poster.output(), directory, failure);
    }
  }

  private String server() {
    return poster.target().forLog();
  }

  /** Why the server accepts nothing now; empty if it does. */
  String problem() {
    return problem;
  }

  /** The number of alerts that were put aside. */
  long refused() {
    return refused.count();
  }
}
