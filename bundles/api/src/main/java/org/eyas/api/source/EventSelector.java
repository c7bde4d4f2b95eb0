package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/** A {@link Capture} that can select other events while it is open. A capture that cannot delivers what it was opened for. */
@ConsumerType
public interface EventSelector {
  /** Changes the request while events flow. Called between two batches. */
  void want(CaptureRequest changed);

  /** This part of a capture; does nothing if the capture does not have it. */
  static EventSelector of(Capture capture) {
    return capture instanceof EventSelector selector ? selector : MissingPart.INSTANCE;
  }
}
