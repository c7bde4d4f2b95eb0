package org.eyas.engine.supervision;

import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Decides which capture of a source is opened, and when. The source of system calls has several drivers; any other
 * source has one service. A supervisor makes all calls, on its thread.
 */
public interface SourcePlan {
  SupervisionStep next(SourceSituation now);

  /**
   * Opens a capture.
   *
   * @param kind the kind of the source, as in {@link SupervisionStep.Open}
   */
  OpenedCapture open(String kind) throws SourceException;

  /** Whether the service of a capture is still offered. */
  boolean isOffered(@Nullable EventSource service);

  /** Whether the first try after a failed capture is made at once, without a pause. */
  boolean triesAgainAtOnce();

  /** The line for the log after a capture has ended by itself. */
  String failed(SourceInfo source, String reason, long pauseSeconds);

  /** The line for the log after a capture could not be opened. */
  String notOpened(SupervisionStep.Open step, String reason, long pauseSeconds);

  /** The line for the log after a capture could be opened; empty for none. */
  String opened(SourceSwitchReport done);
}
