package org.eyas.engine.recording;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the captures of one loop, file after file, on a thread of its own. At most {@link #PIECES} buffers of data
 * wait for the disk. Memory and thread are created with the first capture.
 */
final class CaptureWriter {
  static final int PIECES = 32;
  private static final Logger LOG = LoggerFactory.getLogger(CaptureWriter.class);

  private final BlockingQueue<CaptureBuffer> free = new ArrayBlockingQueue<>(PIECES);
  private final BlockingQueue<CaptureBuffer> full = new LinkedBlockingQueue<>();
  private int made;
  private @Nullable Thread thread;
  private @Nullable String lastFailure;

  /**
   * Returns an empty buffer. Called by the loop.
   *
   * @param millis the time to wait if all buffers are waiting for the disk
   * @return null if no buffer became free
   */
  @Nullable
  CaptureBuffer acquireBuffer(long millis) {
    CaptureBuffer piece = free.poll();
    if (piece != null) {
      return piece;
    }
    if (made < PIECES) {
      made++;
      return new CaptureBuffer();
    }
    try {
      return millis > 0 ? free.poll(millis, TimeUnit.MILLISECONDS) : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks it between two batches
      return null;
    }
  }

  /** Queues a filled buffer for writing. Called by the loop. */
  void submitBuffer(CaptureBuffer piece) {
    full.add(piece);
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("write-capture").start(this::run);
    }
  }

  /** Waits until everything is written, but at most the given time. */
  void close(long millis) throws InterruptedException {
    Thread running = thread;
    if (running == null) {
      return;
    }
    full.add(new CaptureBuffer());
    if (!running.join(Duration.ofMillis(millis))) {
      LOG.warn("captures were truncated: the disk took longer than {} ms to write the remaining data", millis);
    }
    thread = null;
  }

  private void run() {
    try {
      for (CaptureBuffer piece = full.take(); piece.file != null; piece = full.take()) {
        write(piece.file, piece);
        free.offer(piece.emptied());
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted while an alert waited", e);
    }
  }

  private void write(CaptureFile file, CaptureBuffer piece) throws InterruptedException {
    file.write(piece);
    if (piece.last) {
      logFailure(file.finish());
    }
  }

  // A failure is logged once until a capture can be written again.
  private void logFailure(@Nullable String failure) {
    if (failure != null && lastFailure == null) {
      LOG.error("{}. Monitoring continues; further such failures are not logged until a capture is written.", failure);
    }
    lastFailure = failure;
  }
}
