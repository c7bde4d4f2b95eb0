package org.eyas.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the time at which system calls were last read, across restarts of the unit. It is a file in the folder that
 * systemd gives the unit below /run. systemd keeps the folder when it restarts the unit, and removes it when the unit
 * is stopped. One thread uses it at a time.
 *
 * <p>The file has the number of the process and the time since the boot, which no change of the clock moves. No file there
 * outlives a boot.
 */
final class LastReadTime {
  private static final Logger LOG = LoggerFactory.getLogger(LastReadTime.class);
  private static final Path UPTIME = Path.of("/proc/uptime");
  private static final Pattern CONTENT = Pattern.compile("(\\d{1,18}) +(\\d{1,18})\n");

  private final Path file;
  private final long process;
  private final SinceBoot clock;
  private boolean failed;

  /** Tells the time. */
  @FunctionalInterface
  interface SinceBoot {
    /** The time since the boot, to the hundredth of a second. */
    Duration now() throws IOException;
  }

  /** @param process the number of this process */
  LastReadTime(Path file, long process, SinceBoot clock) {
    this.file = file;
    this.process = process;
    this.clock = clock;
  }

  /**
   * The time in the folder that systemd named.
   *
   * @return null if it named none: the engine was started in another way, or its unit has no such folder
   */
  static @Nullable LastReadTime of(Map<String, String> environment) {
    String folder = environment.getOrDefault("RUNTIME_DIRECTORY", "").split(":", 2)[0];
    Path file = Path.of(folder).resolve("last-reading");
    return folder.isEmpty() ? null : new LastReadTime(file, ProcessHandle.current().pid(), LastReadTime::sinceBoot);
  }

  private static Duration sinceBoot() throws IOException {
    String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
    return Duration.ofMillis(Long.parseLong(text.substring(0, text.indexOf(' ')).replace(".", "")) * 10);
  }

  /**
   * Notes that system calls are read now. A failure is logged once.
   *
   * @return the maximum time for which no system calls were read, if another process noted the time before, which is
   *     the process before a restart; an update of the core within this process loses no events
   */
  Optional<Duration> recordReading() {
    try {
      Duration now = clock.now();
      Optional<Duration> gap = since(now);
      write(now);
      return gap;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("{} cannot be used: {}; after a restart, the time without monitoring is not reported", file, Reason.of(e));
      }
      failed = true;
      return Optional.empty();
    }
  }

  // The text is always as long, so that nothing of the one before is left.
  private void write(Duration now) throws IOException {
    String text = String.format(Locale.ROOT, "%-20d %20d\n", process, now.toMillis());
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  // The file is empty if a process was killed before it wrote it for the first time.
  private Optional<Duration> since(Duration now) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Matcher content = CONTENT.matcher(Files.readString(file));
    return content.matches() && Long.parseLong(content.group(1)) != process
        ? Optional.of(now.minusMillis(Long.parseLong(content.group(2))))
        : Optional.empty();
  }
}
