package org.eyas.core.output;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;
import org.eyas.core.setting.HistoryLocation;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.history.RecentAlertStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes the part of the alert history that is on disk. Without a disk, alerts are in memory only. */
final class DiskHistory {
  private static final Logger LOG = LoggerFactory.getLogger(DiskHistory.class);

  private final RecentAlertStore memory;
  private final long moveMillis;
  private final AtomicLong lost = new AtomicLong();
  private HistoryLocation place = HistoryLocation.NONE;
  private @Nullable ArchiveWriter writer;
  private String reported = "";

  /**
   * @param moveMillis the time for which alerts are still written to the previous directory before another directory is
   *     used
   */
  DiskHistory(RecentAlertStore memory, long moveMillis) {
    this.memory = memory;
    this.moveMillis = moveMillis;
  }

  /**
   * Keeps alerts in this location from now on. Does nothing if alerts are kept there already; after a failure, tries
   * again.
   */
  synchronized void keepIn(HistoryLocation wanted) throws InterruptedException {
    if (wanted.equals(place)) {
      return;
    }
    close(moveMillis);
    if (wanted.equals(HistoryLocation.NONE)) {
      return;
    }
    try {
      open(wanted);
    } catch (IOException | InvalidPathException e) {
      report(Reason.of(e));
    }
  }

  private void open(HistoryLocation wanted) throws IOException {
    ArchiveWriter opened = new ArchiveWriter(AlertArchive.open(Path.of(wanted.directory()), wanted.bytes()), lost);
    writer = opened;
    place = wanted;
    reported = "";
    memory.keepOnDisk(opened);
  }

  private void report(String reason) {
    if (!reason.equals(reported)) {
      LOG.warn(
          "The alert history is in memory only: {}; correct that or eyas.alert_history.directory, then reload the"
              + " configuration",
          reason);
    }
    reported = reason;
  }

  /** The number of alerts since the start that are not on disk although they should be. */
  long lost() {
    return lost.get();
  }

  /** The reason why alerts are not written to the directory in use; empty if they are written. */
  synchronized String problem() {
    ArchiveWriter open = writer;
    return open == null || open.problem().isEmpty()
        ? ""
        : "alerts are in memory only: " + open.problem() + "; correct that or eyas.alert_history.directory";
  }

  /** The digest of the newest alert on disk; empty while alerts are in memory only. */
  synchronized String head() {
    ArchiveWriter open = writer;
    return open == null ? "" : open.archive().head();
  }

  /** Reports that the engine ends in order. Called before the last {@link #close}. */
  synchronized void endOfRun() {
    if (writer != null) {
      writer.endOfRun();
    }
  }

  /** Writes the waiting alerts, for at most this long, and closes the history on disk. */
  synchronized void close(long millis) throws InterruptedException {
    ArchiveWriter open = writer;
    place = HistoryLocation.NONE;
    if (open != null) {
      memory.keepOnDisk(null);
      writer = null;
      open.close(millis);
    }
  }
}
