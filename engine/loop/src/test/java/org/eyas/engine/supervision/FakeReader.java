package org.eyas.engine.supervision;

import org.eyas.api.source.Capture;
import org.jspecify.annotations.Nullable;

/** Reads nothing: only knows which capture would be read. */
final class FakeReader implements CaptureReader {
  private @Nullable Capture current;
  private @Nullable String failure;

  @Nullable
  Capture current() {
    return current;
  }

  /** The current capture fails. */
  void fail(String reason) {
    leave();
    failure = reason;
  }

  @Override
  public boolean isReading() {
    return current != null;
  }

  @Override
  public @Nullable String failure() {
    return failure;
  }

  @Override
  public boolean read(Opened next) {
    boolean fresh = current == null;
    leave();
    current = next.capture();
    failure = null;
    return fresh;
  }

  @Override
  public void leave() {
    if (current != null) {
      current.close();
    }
    current = null;
  }
}
