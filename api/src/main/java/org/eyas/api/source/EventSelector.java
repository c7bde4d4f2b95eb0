package org.eyas.api.source;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A {@link Capture} that can select other events while it is open. A capture that does not implement this interface
 * delivers the events that it was opened for.
 */
@ConsumerType
public interface EventSelector {
  /**
   * Changes the request while events flow. Called between two batches. When this method returns, the conditions of the
   * request hold for all events that begin from now on; until then, an event is judged by the conditions of the
   * previous request or by the new ones, never by a mixture.
   */
  void changeRequest(CaptureRequest changed);

  /**
   * Returns this interface of a capture; an object that does nothing if the capture does not implement the interface.
   */
  static EventSelector of(Capture capture) {
    return capture instanceof EventSelector selector ? selector : MissingPart.INSTANCE;
  }
}
