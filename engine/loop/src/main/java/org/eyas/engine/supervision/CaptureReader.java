package org.eyas.engine.supervision;

import org.eyas.api.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the captures of one source, one after the other. A supervisor calls it on its thread; {@link #failure} may be called
 * from any thread.
 */
public interface CaptureReader {
  /** Whether a capture is being read. */
  boolean isReading();

  /** The reason why the last capture ended by itself; null if it did not. */
  @Nullable
  String failure();

  /**
   * Reads another capture instead of the current one, which is closed. This owns the new capture even if the call
   * fails.
   *
   * @return whether the new capture begins with a new state
   * @throws SourceException if the loop does not read the new capture; the current one stays
   */
  boolean read(OpenedCapture next) throws SourceException;

  /** Stops reading: the current capture is closed. */
  void stopReading();
}
