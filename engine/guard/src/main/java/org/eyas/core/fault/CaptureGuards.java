package org.eyas.core.fault;

import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;

/** Puts the guard around a capture that an engine before left, and takes it off one that is left to the next. */
public final class CaptureGuards {
  private CaptureGuards() {}

  public static Capture guarded(Capture bare, SourceInfo source, Guard guard) {
    return new GuardedCapture(bare, source, guard);
  }

  public static Capture bare(Capture capture) {
    return GuardedCapture.bare(capture);
  }
}
