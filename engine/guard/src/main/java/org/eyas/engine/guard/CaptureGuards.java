package org.eyas.engine.guard;

import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;

/** Wraps a guard around a capture that a previous engine left, and removes it from one that is left to the next engine. */
public final class CaptureGuards {
  private CaptureGuards() {}

  public static Capture guarded(Capture bare, SourceInfo source, Guard guard) {
    return new GuardedCapture(bare, source, guard);
  }

  public static Capture bare(Capture capture) {
    return GuardedCapture.bare(capture);
  }
}
