package org.eyas.api.source;

import org.eyas.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives the descriptions of containers that a capture contains. The program that wrote the capture got them from the
 * container runtimes of its machine. A bundle offers it as a service. A source of captures calls it within
 * {@link Capture#poll}, on that thread, before it passes the events that follow.
 */
@ConsumerType
public interface ContainerEvents {
  /**
   * A container is described.
   *
   * @param json the text, in the form of Falco's plugin container or of older versions; only valid during the call
   */
  void onContainer(Bytes json);

  /** A container was removed. */
  void onContainerRemoved(Bytes json);
}
