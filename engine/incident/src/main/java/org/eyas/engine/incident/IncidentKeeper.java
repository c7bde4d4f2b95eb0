package org.eyas.engine.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.engine.checkpoint.CheckpointFile;
import org.eyas.engine.stateful.NewerStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps incidents over restarts and updates of the engine, in a file. The thread {@code write-incidents} replaces it once per minute if
 * something changed, so after {@code kill -9} at most the steps of the last minute are missing. Failures are logged, once for each reason.
 */
public final class IncidentKeeper {
  /** Event sources have files in the same directory, which end in {@code .memory}. */
  static final String FILE = "incidents";

  private static final Logger LOG = LoggerFactory.getLogger(IncidentKeeper.class);
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  private final IncidentTable table;
  private final CheckpointFile file;
  private final String where;
  private final String boot;
  private final Duration interval;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread writer = Thread.ofPlatform().daemon().name("write-incidents").unstarted(this::writeUntilTheEnd);
  private long written;
  private String reported = "";

  /** @param boot the id of the current boot */
  IncidentKeeper(IncidentTable table, Path directory, String boot, Duration interval) {
    this.table = table;
    file = new CheckpointFile(directory, FILE);
    where = directory.resolve(FILE).toString();
    this.boot = boot;
    this.interval = interval;
  }

  /** Keeps the incidents of a table in a directory. */
  public static IncidentKeeper in(String directory, IncidentTable table) {
    return new IncidentKeeper(table, Path.of(directory), bootId(), MINUTE);
  }

  private static String bootId() {
    try {
      return Files.readString(BOOT_ID).strip();
    } catch (IOException e) {
      LOG.debug("{}", BOOT_ID, e);
      return "";
    }
  }

  /** Continues with the incidents in the file, and begins to keep them. */
  public void begin() {
    resumePutAside();
    try {
      Optional<byte[]> kept = file.read();
      if (kept.isPresent()) {
        resume(kept.get());
      }
    } catch (NewerStateException e) {
      putAside(e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The incidents from before the restart are lost: {}: {}; the file is replaced at the next step of one", where,
          Reason.of(e));
    }
    writer.start();
  }

  private void resume(byte[] kept) throws IOException {
    table.resume(kept, boot, TimeUnit.MILLISECONDS.toNanos(InstantSource.system().millis()));
  }

  private void resumePutAside() {
    try {
      Optional<byte[]> kept = file.readNewer();
      if (kept.isPresent()) {
        resume(kept.get());
        file.removeNewerAfterWrite();
        written = -1;
      }
    } catch (NewerStateException e) {
      LOG.debug("The incidents of a newer version wait", e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{}.newer, which an older version put aside, is not used: {}", where, Reason.of(e));
    }
  }

  private void putAside(NewerStateException reason) {
    try {
      LOG.warn("{}: {}; it waits in {} for that version. There are no incidents from before.", where, Reason.of(reason),
          file.putAside());
    } catch (IOException e) {
      LOG.warn("{} cannot be put aside, and is replaced: {}", where, Reason.of(e));
    }
  }

  private void writeUntilTheEnd() {
    try {
      boolean last;
      do {
        last = ended.await(interval.toNanos(), TimeUnit.NANOSECONDS);
        writeIfChanged();
      } while (!last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeIfChanged() {
    long changes = table.changes();
    if (changes == written) {
      return;
    }
    try {
      file.write(table.encode(boot));
      written = changes;
      reported = "";
    } catch (IOException | RuntimeException e) {
      report(Reason.of(e));
    }
  }

  private void report(String reason) {
    if (!reason.equals(reported)) {
      LOG.warn("Incidents would be lost at a restart: {} cannot be written: {}; correct that or eyas.rules.memory_directory",
          where,
          reason);
    }
    reported = reason;
  }

  /** Writes the last changes before this returns, if the disk takes at most 2 s. */
  public void end() {
    ended.countDown();
    try {
      if (!writer.join(LONGEST_END)) {
        LOG.warn("The incidents of the last minute can be lost: the write to {} has not ended; check its disk", where);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
