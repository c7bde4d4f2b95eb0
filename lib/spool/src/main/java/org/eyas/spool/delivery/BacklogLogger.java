package org.eyas.spool.delivery;

import java.nio.file.Path;
import org.eyas.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how many alerts wait on disk: at the start, and each time the number has grown tenfold. One thread at a time
 * uses it.
 */
final class BacklogLogger {
  private static final Logger LOG = LoggerFactory.getLogger(BacklogLogger.class);
  private static final long FIRST_MARK = 1_000;

  private final String output;
  private final Path directory;
  private long mark = FIRST_MARK;

  /** @param output the name of the output */
  BacklogLogger(String output, Path directory) {
    this.output = output;
    this.directory = directory;
  }

  /** Logs the alerts that an earlier run has left. */
  void logEarlierRun(Spool spool) {
    if (spool.damaged() > 0) {
      LOG.error("{}: {} alerts in {} are damaged and lost", output, spool.damaged(), directory);
    }
    if (spool.waiting() > 0) {
      LOG.info("{}: {} alerts of an earlier run are waiting in {}", output, spool.waiting(), directory);
    }
  }

  /** Logs the number of waiting alerts if it has grown tenfold. Called after each alert. */
  void logWaiting(long waiting) {
    if (waiting < FIRST_MARK / 10) {
      mark = FIRST_MARK;
    }
    if (waiting >= mark) {
      LOG.warn("{}: {} alerts are waiting in {}", output, waiting, directory);
      mark *= 10;
    }
  }
}
