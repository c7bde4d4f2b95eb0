package org.eyas.engine.supervision;

import org.eyas.api.control.SourceStatus;

/** The states of a supervised source. The table in docs/sources.md lists the transitions. */
public enum SourceState {
  /** No capture is open, and none has failed: the source begins, or its bundle left. */
  WAITING(SourceStatus.State.WAITING),
  RUNNING(SourceStatus.State.RUNNING),
  /** The bundle of the capture left. The capture is read until there is a successor. */
  LEAVING(SourceStatus.State.RUNNING),
  /** No capture is open, because it failed or could not be opened. The supervisor tries again. */
  FAILED(SourceStatus.State.FAILED),
  /** The source was read to its end. */
  ENDED(SourceStatus.State.ENDED);

  private final SourceStatus.State shown;

  SourceState(SourceStatus.State shown) {
    this.shown = shown;
  }

  /** The state for users. */
  public SourceStatus.State shown() {
    return shown;
  }

  /** Whether a capture is open. */
  public boolean isReading() {
    return this == RUNNING || this == LEAVING;
  }
}
