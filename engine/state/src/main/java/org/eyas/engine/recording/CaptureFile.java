package org.eyas.engine.recording;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.eyas.api.control.CaptureStatus;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A capture file that is being written. The writing thread changes it; the loop reads {@link #isOver}. */
final class CaptureFile {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureFile.class);

  private final Path path;
  private final long maxMegabytes;
  private final CaptureLimitListener listener;
  private @Nullable GzipFile file;
  private volatile @Nullable String failure;
  private volatile boolean over;
  private volatile boolean finished;
  private volatile long written;
  /** The number of events. The loop writes it, and the writing thread reads it after the last buffer. */
  long events;

  long missing;

  /** @param maxMegabytes the size at which it ends; 0 for no limit */
  CaptureFile(Path path, long maxMegabytes, CaptureLimitListener listener) {
    this.path = path;
    this.maxMegabytes = maxMegabytes;
    this.listener = listener;
  }

  /** Whether the file accepts no more data, because it has reached its largest size or cannot be written. */
  boolean isOver() {
    return over;
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** Stops accepting data, for a reason that is logged at the end. */
  void giveUp(String why) {
    if (failure == null) {
      failure = why;
    }
    over = true;
  }

  /** Writes a buffer. Discards it if the file accepts no more data. */
  void write(CaptureBuffer piece) throws InterruptedException {
    if (over) {
      return;
    }
    try {
      GzipFile open = file == null ? open() : file;
      open.write(piece.bytes, piece.length);
      written = open.written();
      if (maxMegabytes > 0 && open.written() >= maxMegabytes << 20) {
        over = true;
        listener.limitReached(maxMegabytes, open.written());
      }
    } catch (IOException e) {
      giveUp(reason(e));
    }
  }

  private GzipFile open() throws IOException {
    GzipFile opened = GzipFile.create(path);
    file = opened;
    LOG.info("Capture begins: {}", path);
    return opened;
  }

  /** The status of the capture. Any thread may call. */
  CaptureStatus status(Instant until) {
    boolean ended = finished; // the first, because nothing changes after it
    String why = failure;
    return new CaptureStatus(
        path.toAbsolutePath().toString(), until, ended, written, ended ? events : 0, ended ? missing : 0, why == null ? "" : why);
  }

  /** Ends a capture of which nothing was written. */
  void abandon(String why) {
    giveUp(why);
    finished = true;
  }

  /** Closes the file. Returns the reason for which it is incomplete, or null. */
  @Nullable
  String finish() {
    try {
      if (file != null) {
        file.close();
        written = file.written();
      }
    } catch (IOException e) {
      giveUp(reason(e));
    }
    finished = true;
    if (failure == null) {
      LOG.info("Capture is complete: {}, {} events", path, events);
    }
    if (missing > 0) {
      LOG.warn("{}: {} of {} events are missing, the disk was too slow for them", path, missing, missing + events);
    }
    return failure == null ? null : "capture " + path + (file == null ? " cannot be written: " : " is truncated: ") + failure;
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such directory (see capture.path_prefix)";
      case AccessDeniedException _ -> "permission denied (see capture.path_prefix)";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> Reason.of(e);
    };
  }
}
