package org.eyas.spool.delivery;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts from the disk, and logs when the receiver stops and starts to accept them.
 *
 * <p>If the receiver rejects every alert (wrong address, wrong password), the alerts wait until the setting is
 * corrected. An alert that the receiver rejects because of its content is put aside, because it would block all later
 * alerts for ever. Any thread may read.
 */
final class LoggingRecipient<E> implements EntryRecipient<E> {
  private static final Logger LOG = LoggerFactory.getLogger(LoggingRecipient.class);

  private final String output;
  private final Path directory;
  private final AlertReceiver<E> receiver;
  private final LongSupplier waiting;
  private final RefusedFile refused;
  private volatile String problem = "";
  private String rejection = "";
  private String loggedRejection = "";
  private String fault = "";

  /**
   * @param directory the directory in which the alerts wait
   * @param waiting the number of alerts that wait there
   */
  LoggingRecipient(String output, Path directory, AlertReceiver<E> receiver, LongSupplier waiting) {
    this.output = output;
    this.directory = directory;
    this.receiver = receiver;
    this.waiting = waiting;
    refused = new RefusedFile(directory);
  }

  @Override
  public SendAttempt send(E alert, boolean last) throws InterruptedException {
    SendAttempt attempt = receiver.send(alert);
    switch (attempt.result()) {
      case ACCEPTED -> {
        onAnswer();
        loggedRejection = "";
      }
      case REFUSED -> {
        onAnswer();
        rejection = attempt.text();
      }
      case UNAVAILABLE, FAILED -> onSilence(attempt.text());
    }
    return attempt;
  }

  private void onAnswer() {
    if (!problem.isEmpty()) {
      LOG.info("{}: {} answers again; waiting alerts: {}", output, receiver.address(), waiting.getAsLong());
    }
    problem = "";
  }

  private void onSilence(String text) {
    if (problem.isEmpty()) {
      problem = receiver.address() + " does not accept alerts: " + text;
      LOG.warn("{}: {}; they wait in {}", output, problem, directory);
    }
  }

  @Override
  public void putAside(E alert) {
    String place = refused.add(receiver.json(alert));
    if (!rejection.equals(loggedRejection)) {
      loggedRejection = rejection;
      LOG.error("{}: {} rejects the alert: {}; it is put aside ({})", output, receiver.address(), rejection, place);
    }
  }

  @Override
  public void failed(Exception failure) {
    if (!failure.toString().equals(fault)) {
      fault = failure.toString();
      LOG.error("{}: alerts in {} cannot be sent", output, directory, failure);
    }
  }

  /** The reason for which the receiver accepts no alerts now; empty if it accepts alerts. */
  String problem() {
    return problem;
  }

  /** The number of alerts that were put aside. */
  long refused() {
    return refused.count();
  }
}
