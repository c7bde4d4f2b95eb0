package org.eyas.engine.recording;

/** Learns that a capture ended because its file reached the largest size. */
public interface CaptureLimitListener {
  /**
   * Called when a file has reached its largest size, by the thread that writes.
   *
   * @param megabytes the limit
   * @param written bytes of the file
   */
  void limitReached(long megabytes, long written) throws InterruptedException;
}
