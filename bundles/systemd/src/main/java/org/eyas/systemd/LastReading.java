package org.eyas.systemd;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When events were last read, across restarts of the unit: the time of a file in the folder that systemd gives the unit below /run.
 * systemd keeps the folder when it restarts the unit, and removes it when the unit is stopped. One thread uses it at a time.
 */
final class LastReading {
  private static final Logger LOG = LoggerFactory.getLogger(LastReading.class);

  private final Path file;
  private final Instant start;
  private boolean failed;

  /** @param start when this process started */
  LastReading(Path file, Instant start) {
    this.file = file;
    this.start = start;
  }

  /**
   * The one in the folder that systemd named.
   *
   * @return null if it named none: the engine was started in another way, or its unit has no such folder
   */
  static @Nullable LastReading of(Map<String, String> environment) {
    String folder = environment.getOrDefault("RUNTIME_DIRECTORY", "").split(":", 2)[0];
    Instant start = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return folder.isEmpty() ? null : new LastReading(Path.of(folder).resolve("last-reading"), start);
  }

  /**
   * For how long no events were read, at most, if they are read now. It is called before the first {@link #note}.
   *
   * @return empty if no engine ran before this process since the unit was stopped
   */
  Optional<Duration> gap(Instant now) {
    try {
      Instant last = Files.getLastModifiedTime(file).toInstant();
      // A later time is of this process: its core was updated, which keeps the events of that time.
      return last.isBefore(start) ? Optional.of(Duration.between(last, now)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}; the time without monitoring is not reported", file, Reason.of(e));
      return Optional.empty();
    }
  }

  /** Events are read at this time. A failure is logged once. */
  void note(Instant now) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("{} cannot be written: {}; the next start does not report the time without monitoring", file, Reason.of(e));
      }
      failed = true;
    }
  }
}
