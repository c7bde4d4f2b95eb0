package org.eyas.engine.loop;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the rules of one source remember over a restart. The thread of the loop calls it: {@link #read} once, {@link #write}
 * once per minute if something changed, {@link #end} after the last event. The thread {@code write-rule-memory} writes, so that the
 * loop does not wait for the disk except at its end. Failures are logged, once for each reason.
 */
public final class LastingMemory {
  private static final Logger LOG = LoggerFactory.getLogger(LastingMemory.class);
  private static final LastingMemory NONE = new LastingMemory(null);
  private static final long END_MILLIS = 2_000;

  private final @Nullable MemoryFile file;
  private @Nullable Thread writer;
  private volatile String reported = "";
  private volatile boolean missing;

  private LastingMemory(@Nullable MemoryFile file) {
    this.file = file;
  }

  /** Nothing is kept: for replays. */
  public static LastingMemory none() {
    return NONE;
  }

  /**
   * In a file of a directory.
   *
   * @param directory empty: nothing is kept
   * @param eventSource the source whose rules remember: "syscall"
   */
  public static LastingMemory in(String directory, String eventSource) {
    if (directory.isEmpty()) {
      return NONE;
    }
    String name = URLEncoder.encode(eventSource, StandardCharsets.UTF_8) + ".memory";
    return new LastingMemory(new MemoryFile(Path.of(directory), name));
  }

  /** Whether anything is kept. */
  boolean isActive() {
    return file != null;
  }

  /** Whether the last memory could not be written, so that it must be written again although nothing changed. */
  boolean isMissing() {
    return missing;
  }

  /** What was kept; empty if that is nothing, or is damaged. */
  Optional<byte[]> read() {
    try {
      return file == null ? Optional.empty() : file.read();
    } catch (IOException e) {
      unusable(Reason.of(e));
      return Optional.empty();
    }
  }

  /** The content of the file cannot be used. */
  void unusable(String reason) {
    LOG.warn(
        "What rules remembered before the restart is lost: {}: {}. Rules with 'first' learn again; the file is replaced within a"
            + " minute.",
        file, reason);
  }

  /** Writes the memory soon; does nothing if the memory before is still being written. */
  void write(byte[] memory) {
    MemoryFile into = file;
    Thread before = writer;
    missing = before != null && before.isAlive();
    if (into != null && !missing) {
      writer = Thread.ofPlatform().daemon().name("write-rule-memory").start(() -> write(memory, into));
    }
  }

  /** Writes the memory before this returns. */
  void end(byte[] memory) throws InterruptedException {
    MemoryFile into = file;
    Thread before = writer;
    if (before != null) {
      before.join(END_MILLIS);
    }
    if (into != null && (before == null || !before.isAlive())) {
      write(memory, into);
    }
  }

  private void write(byte[] memory, MemoryFile into) {
    try {
      into.write(memory);
      reported = "";
      missing = false;
    } catch (IOException | RuntimeException e) {
      missing = true;
      report(Reason.of(e));
    }
  }

  /** The memory cannot be kept. */
  void report(String reason) {
    if (!reason.equals(reported)) {
      LOG.warn(
          "What rules remember would be lost at a restart: {} cannot be written: {}; correct that or eyas.rules.memory_directory",
          file, reason);
    }
    reported = reason;
  }
}
