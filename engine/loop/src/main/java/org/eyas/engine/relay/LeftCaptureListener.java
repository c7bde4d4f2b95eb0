package org.eyas.engine.relay;

/** Notified while a relay reads a capture that an earlier process left. The loop's thread calls it. */
public interface LeftCaptureListener {
  /** The state is known: another capture can continue with it from now on. */
  void connected();

  /** All events that the capture recorded before this process read it have been passed on, or the capture failed before that. */
  void caughtUp(RecordedMeanwhile recorded);
}
