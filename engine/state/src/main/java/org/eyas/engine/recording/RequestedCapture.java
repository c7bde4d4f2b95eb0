package org.eyas.engine.recording;

import java.time.Instant;
import java.util.Optional;
import org.eyas.api.control.CaptureStatus;
import org.jspecify.annotations.Nullable;

/**
 * The capture that a person requests. Any thread may request a capture and read its status. The loop that reads live
 * system calls accepts the request between two batches. Without a request, a batch costs one read.
 */
public final class RequestedCapture {
  /** @param until the end of the capture, by the clock of the machine */
  record Request(Instant until, long megabytes) {
    long endNanos() {
      return until.getEpochSecond() * 1_000_000_000 + until.getNano();
    }
  }

  private volatile @Nullable Request waiting;
  private volatile @Nullable Request last;
  private volatile @Nullable CaptureFile file;
  private volatile boolean endsNow;

  /** Requests a capture. Returns false if the last capture is not over. */
  public synchronized boolean request(Instant until, long megabytes) {
    if (status().filter(status -> !status.over()).isPresent()) {
      return false;
    }
    Request request = new Request(until, megabytes);
    endsNow = false;
    file = null;
    last = request;
    waiting = request;
    return true;
  }

  /** Ends the capture that was requested last. */
  public synchronized void end() {
    if (waiting != null) {
      waiting = null;
      last = null;
    } else if (last != null) {
      endsNow = true;
    }
  }

  /** Whether a request waits for the loop. Called once per batch. */
  boolean isWaiting() {
    return waiting != null;
  }

  /** Removes and returns the waiting request; null if there is none. */
  synchronized @Nullable Request pollRequest() {
    Request request = waiting;
    waiting = null;
    return request;
  }

  /** Sets the file to which the loop writes the requested capture. */
  void setFile(CaptureFile into) {
    file = into;
  }

  /** Whether the capture in this file must end now. */
  boolean endsNow(@Nullable CaptureFile open) {
    return endsNow && open != null && open == file;
  }

  /** The status of the capture that was requested last; empty if none was requested. */
  public Optional<CaptureStatus> status() {
    Request request = last;
    CaptureFile into = file;
    if (request == null) {
      return Optional.empty();
    }
    return Optional.of(
        into == null ? new CaptureStatus("", request.until(), false, 0, 0, 0, "") : into.status(request.until()));
  }
}
