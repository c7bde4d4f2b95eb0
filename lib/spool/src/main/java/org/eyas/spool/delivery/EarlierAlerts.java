package org.eyas.spool.delivery;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.failure.Reason;
import org.eyas.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recognises the alerts that a killed run has stored, so that they are not sent once more. One thread checks alerts;
 * another thread may close the object meanwhile.
 */
final class EarlierAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierAlerts.class);

  private final String output;
  private final Path directory;
  private final Spool spool;
  private final StoredAlertIds ids;
  private boolean repeated;
  private boolean unwritten;

  /**
   * @param output the name of the output, for the log
   * @param directory the directory of the spool
   */
  EarlierAlerts(String output, Path directory, Spool spool) throws IOException {
    this.output = output;
    this.directory = directory;
    this.spool = spool;
    ids = StoredAlertIds.open(directory, spool.end());
  }

  /** Whether a killed run has stored this alert. If it has not, the caller stores the alert now. */
  boolean isStored(Alert alert) {
    String id = AlertId.of(alert);
    if (ids.consume(id)) {
      if (!repeated) {
        LOG.info("{}: alerts of an earlier run come again, and are not sent twice", output);
      }
      repeated = true;
      return true;
    }
    try {
      ids.write(id, spool.end());
    } catch (IOException e) {
      logUnwritten(e);
    }
    return false;
  }

  // The alert is sent nevertheless.
  private void logUnwritten(IOException failure) {
    if (!unwritten) {
      LOG.warn(
          "{}: ids of alerts cannot be written to {}: {}; alerts may be sent twice after a kill", output,
          directory, Reason.of(failure));
    }
    unwritten = true;
  }

  /** @param runEnds whether the engine ends in order */
  void close(boolean runEnds) {
    try {
      ids.close(runEnds);
    } catch (IOException e) {
      LOG.warn("{}: {} could not be closed: {}", output, directory, Reason.of(e));
    }
  }
}
