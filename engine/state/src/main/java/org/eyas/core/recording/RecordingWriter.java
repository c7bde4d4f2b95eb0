package org.eyas.core.recording;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what one loop records, file after file, on a thread of its own. What may wait for the disk is bounded by
 * {@link #PIECES}; memory and thread come with the first capture.
 */
final class RecordingWriter {
  static final int PIECES = 32;
  private static final Logger LOG = LoggerFactory.getLogger(RecordingWriter.class);

  private final BlockingQueue<Piece> free = new ArrayBlockingQueue<>(PIECES);
  private final BlockingQueue<Piece> full = new LinkedBlockingQueue<>();
  private int made;
  private @Nullable Thread thread;
  private @Nullable String lastFailure;

  /**
   * A piece to fill. Called by the loop.
   *
   * @param millis how long to wait for one where all are on their way to the disk
   * @return null where none came free
   */
  @Nullable Piece take(long millis) {
    Piece piece = free.poll();
    if (piece != null) {
      return piece;
    }
    if (made < PIECES) {
      made++;
      return new Piece();
    }
    try {
      return millis > 0 ? free.poll(millis, TimeUnit.MILLISECONDS) : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop looks at it between two batches
      return null;
    }
  }

  /** Takes over a filled piece. Called by the loop. */
  void give(Piece piece) {
    full.add(piece);
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("write-capture").start(this::run);
    }
  }

  /** Waits until everything is written, so long at most. */
  void close(long millis) throws InterruptedException {
    Thread running = thread;
    if (running == null) {
      return;
    }
    full.add(new Piece());
    if (!running.join(Duration.ofMillis(millis))) {
      LOG.warn("captures are cut off: the disk took longer than {} ms for what was left", millis);
    }
    thread = null;
  }

  private void run() {
    try {
      for (Piece piece = full.take(); piece.file != null; piece = full.take()) {
        write(piece.file, piece);
        free.offer(piece.emptied());
      }
    } catch (InterruptedException e) {
      LOG.debug("told to end while an alert waited", e);
    }
  }

  private void write(RecordingFile file, Piece piece) throws InterruptedException {
    file.write(piece);
    if (piece.last) {
      tell(file.finish());
    }
  }

  // The same trouble again and again is told once, until a capture could be written.
  private void tell(@Nullable String failure) {
    if (failure != null && lastFailure == null) {
      LOG.error("{}. Events go on; such failures of further captures are not told until one could be written.", failure);
    }
    lastFailure = failure;
  }
}
