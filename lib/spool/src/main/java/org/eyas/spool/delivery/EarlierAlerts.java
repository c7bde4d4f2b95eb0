package org.eyas.spool.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.Alert;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises the alerts that a killed run has stored in a directory, so that they are not stored once more. One thread asks for
 * alerts, one thread notes those that it stores, and another one may close the object meanwhile.
 */
public final class EarlierAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierAlerts.class);

  private final String name;
  private final Path directory;
  private final StoredAlertIds ids;
  private final AtomicLong repeated = new AtomicLong();
  private boolean unwritten;

  /**
   * @param name the name of the output, or another name of the stored alerts, for the log
   * @param directory the directory in which the alerts are stored
   * @param end the number of the next alert that is stored
   */
  public EarlierAlerts(String name, Path directory, long end) throws IOException {
    this.name = name;
    this.directory = directory;
    ids = StoredAlertIds.open(directory, end);
  }

  /** Whether a killed run has stored this alert. Each stored alert counts for one call. */
  public boolean isRepeated(Alert alert) {
    if (!ids.hasEarlier() || !ids.consume(AlertIdNumber.of(alert))) {
      return false;
    }
    if (repeated.getAndIncrement() == 0) {
      LOG.info("{}: alerts of an earlier run come again, and are not stored twice", name);
    }
    return true;
  }

  /** The number of alerts that came again. Any thread may call it. */
  public long repeated() {
    return repeated.get();
  }

  /**
   * Notes an alert that is about to be stored.
   *
   * @param number the number that the alert will have
   */
  public void note(Alert alert, long number) {
    try {
      ids.write(AlertIdNumber.of(alert), number);
    } catch (IOException e) {
      logUnwritten(e);
    }
  }

  // The alert is stored nevertheless.
  private void logUnwritten(IOException failure) {
    if (!unwritten) {
      LOG.warn(
          "{}: ids of alerts cannot be written to {}: {}; alerts may be stored twice after a kill", name, directory,
          Reason.of(failure));
    }
    unwritten = true;
  }

  /** @param runEnds whether the engine ends in order */
  public void close(boolean runEnds) {
    try {
      ids.close(runEnds);
    } catch (IOException e) {
      LOG.warn("{}: {} could not be closed: {}", name, directory, Reason.of(e));
    }
  }
}
