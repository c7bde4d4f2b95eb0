package org.eyas.core.output;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.api.failure.Reason;
import org.eyas.core.setting.HistoryPlace;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.history.AlertMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and closes the part of the alert history that is on disk. Without a disk, alerts are in memory only. */
final class HistoryOnDisk {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryOnDisk.class);
  private static final long MOVE_MILLIS = 1_000;

  private final AlertMemory memory;
  private HistoryPlace place = HistoryPlace.NONE;
  private @Nullable ArchiveWriter writer;

  HistoryOnDisk(AlertMemory memory) {
    this.memory = memory;
  }

  /** Keeps alerts there from now on. Does nothing if they are there already. */
  synchronized void keepIn(HistoryPlace wanted) throws InterruptedException {
    if (wanted.equals(place)) {
      return;
    }
    close(MOVE_MILLIS);
    place = wanted;
    if (wanted.equals(HistoryPlace.NONE)) {
      return;
    }
    try {
      ArchiveWriter opened = new ArchiveWriter(AlertArchive.open(Path.of(wanted.directory()), wanted.bytes()));
      writer = opened;
      memory.keepOnDisk(opened);
    } catch (IOException e) {
      LOG.warn("The alert history is in memory only: {}; change eyas.alert_history.directory", Reason.of(e));
    }
  }

  /** Writes what waits, for at most this long. */
  synchronized void close(long millis) throws InterruptedException {
    ArchiveWriter open = writer;
    if (open != null) {
      memory.keepOnDisk(null);
      writer = null;
      open.close(millis);
    }
  }
}
