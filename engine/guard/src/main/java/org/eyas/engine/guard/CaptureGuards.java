package org.eyas.engine.guard;

import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceInfo;

/**
 * Wraps a guard around a capture that a previous engine handed over, and removes the guard from a capture that is
 * handed over to the next engine.
 */
public final class CaptureGuards {
  private CaptureGuards() {}

  public static Capture guarded(Capture bare, SourceInfo source, ServiceGuard guard) {
    return new GuardedCapture(bare, source, guard);
  }

  public static Capture bare(Capture capture) {
    return GuardedCapture.bare(capture);
  }
}
