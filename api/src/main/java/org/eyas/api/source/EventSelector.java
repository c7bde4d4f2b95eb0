package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/** A {@link Capture} that can select other events while it is open. A capture that cannot delivers what it was opened for. */
@ConsumerType
public interface EventSelector {
  /**
   * Changes the request while events flow. Called between two batches. When this method returns, the conditions of the request
   * hold for all events that begin from now on; until then, an event is judged by those of the previous request or by these, never
   * by a mixture.
   */
  void want(CaptureRequest changed);

  /** This part of a capture; does nothing if the capture does not have it. */
  static EventSelector of(Capture capture) {
    return capture instanceof EventSelector selector ? selector : MissingPart.INSTANCE;
  }
}
