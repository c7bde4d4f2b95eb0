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
    stopReading();
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
  public boolean read(OpenedCapture next) {
    boolean fresh = current == null;
    stopReading();
    current = next.capture();
    failure = null;
    return fresh;
  }

  @Override
  public void stopReading() {
    if (current != null) {
      current.close();
    }
    current = null;
  }
}
