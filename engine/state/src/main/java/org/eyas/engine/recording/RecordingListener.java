package org.eyas.engine.recording;

/** Called if a capture ends before its time. */
public interface RecordingListener {
  /**
   * A file has reached its largest size. Called from the thread that writes.
   *
   * @param megabytes the limit
   * @param written bytes of the file
   */
  void limitReached(long megabytes, long written) throws InterruptedException;
}
