package org.eyas.engine.checkpoint;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.engine.stateful.NewerStateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores checkpoints: the events that the rules of one source remember, in a file that outlives a restart. The loop's
 * thread calls {@link #read} once, {@link #write} once per minute if something changed, and {@link #end} after the last
 * event. The thread {@code write-rule-memory} writes the file, so that the loop waits for the disk only at its end.
 * Failures are logged, once for each reason.
 */
public final class CheckpointStore {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final CheckpointStore NONE = new CheckpointStore(null, MINUTE_NANOS);
  private static final long END_MILLIS = 2_000;
  private static final long NEVER = -1;
  private static final String HANGS =
      "the previous write to the disk has not ended; check the disk of eyas.rules.memory_directory";

  private final @Nullable CheckpointFile file;
  private final long everyNanos;
  private long lookedNanos = NEVER;
  private @Nullable Thread writer;
  private volatile String reported = "";
  private volatile long written;

  CheckpointStore(@Nullable CheckpointFile file, long everyNanos) {
    this.file = file;
    this.everyNanos = everyNanos;
  }

  /** A store that keeps nothing: for replays. */
  public static CheckpointStore none() {
    return NONE;
  }

  /**
   * A store in a file of a directory.
   *
   * @param directory empty to keep nothing
   * @param eventSource the source whose rules remember: "syscall"
   */
  public static CheckpointStore in(String directory, String eventSource) {
    if (directory.isEmpty()) {
      return NONE;
    }
    String name = URLEncoder.encode(eventSource, StandardCharsets.UTF_8) + ".memory";
    return new CheckpointStore(new CheckpointFile(Path.of(directory), name), MINUTE_NANOS);
  }

  /** The same store with another interval than once per minute. */
  CheckpointStore every(long nanos) {
    return new CheckpointStore(file, nanos);
  }

  /** Whether a minute has passed since this returned true, or since the first call. */
  boolean isDue(long nowNanos) {
    if (file == null) {
      return false;
    }
    if (lookedNanos == NEVER) {
      lookedNanos = nowNanos;
    }
    boolean due = nowNanos - lookedNanos >= everyNanos;
    lookedNanos = due ? nowNanos : lookedNanos;
    return due;
  }

  /** Marks the file as outdated: another engine handed over a later memory. */
  void markOutdated() {
    written = NEVER;
  }

  /**
   * Whether the memory must be written: it differs from the memory on disk, or the file was removed.
   *
   * @param changes a number that every change of the memory makes greater
   */
  boolean needsWriting(long changes) {
    return file != null && (written != changes || isRemoved(file));
  }

  // Nothing has changed, but the file that this run wrote is gone.
  private boolean isRemoved(CheckpointFile there) {
    boolean removed = written > 0 && !there.exists();
    if (removed) {
      written = NEVER;
      LOG.warn("{} was removed; the events and values that rules remember are written there again.", there);
    }
    return removed;
  }

  /** The time of the memory in the file; empty if there is none. Any thread may call it. */
  public Optional<Instant> writtenAt() {
    try {
      return file == null ? Optional.empty() : file.writtenAt();
    } catch (IOException e) {
      LOG.debug("{}", file, e);
      return Optional.empty(); // who reads it reports that
    }
  }

  /** The memory in the file; empty if there is no file or it is damaged. */
  Optional<byte[]> read() {
    try {
      return file == null ? Optional.empty() : file.read();
    } catch (NewerStateException e) {
      putAside(e);
      return Optional.empty();
    } catch (IOException e) {
      reportUnusable(Reason.of(e));
      return Optional.empty();
    }
  }

  /** The memory of this version that was put aside while an older version ran; empty if there is none. */
  Optional<byte[]> readNewer() {
    try {
      return file == null ? Optional.empty() : file.readNewer();
    } catch (NewerStateException e) {
      LOG.debug("{}: still too new", file, e);
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("{}.newer, which an older version put aside, is not used: {}", file, Reason.of(e));
      return Optional.empty();
    }
  }

  /** Notes that the memory that was put aside is in use: after the next write its file is removed. */
  void returned() {
    if (file != null) {
      file.removeNewerAfterWrite();
      markOutdated();
    }
  }

  /** Puts the file aside for the newer version that wrote it. */
  void putAside(NewerStateException reason) {
    try {
      if (file != null) {
        LOG.warn("{}: {}; it waits in {} for that version. Rules begin without what they remembered.", file, Reason.of(reason),
            file.putAside());
      }
    } catch (IOException e) {
      reportUnusable(Reason.of(e));
    }
  }

  /** Reports that the content of the file cannot be used. */
  void reportUnusable(String reason) {
    LOG.warn(
        "What rules remembered before the restart is lost: {}: {}. Rules with 'first' learn again; the file is replaced when"
            + " there is something new.",
        file, reason);
  }

  /** Writes the memory soon; does nothing if an earlier memory is still being written, so that {@link #needsWriting} stays true. */
  void write(byte[] memory, long changes) {
    CheckpointFile into = file;
    Thread before = writer;
    if (before != null && before.isAlive()) {
      report(HANGS);
    } else if (into != null) {
      writer = Thread.ofPlatform().daemon().name("write-rule-memory").start(() -> write(memory, changes, into));
    }
  }

  /** Writes the memory before this returns, if an earlier memory is written within 2 s. */
  void end(byte[] memory, long changes) throws InterruptedException {
    CheckpointFile into = file;
    Thread before = writer;
    if (before != null && !before.join(Duration.ofMillis(END_MILLIS))) {
      report(HANGS);
    } else if (into != null) {
      write(memory, changes, into);
    }
  }

  private void write(byte[] memory, long changes, CheckpointFile into) {
    try {
      into.write(memory);
      reported = "";
      written = changes;
    } catch (IOException | RuntimeException e) {
      report(Reason.of(e) + "; correct that or eyas.rules.memory_directory");
    }
  }

  /** Reports that the memory cannot be kept. */
  void report(String reason) {
    if (!reason.equals(reported)) {
      LOG.warn(
          "What rules remember would be lost at a restart: {} cannot be written: {}", file, reason);
    }
    reported = reason;
  }
}
