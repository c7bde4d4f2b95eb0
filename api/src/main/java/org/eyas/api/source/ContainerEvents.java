package org.eyas.api.source;

import org.eyas.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives the descriptions and the accounts of containers that a capture contains. The program that wrote the capture got them from
 * the container runtimes of its machine and from the containers. A bundle offers it as a service. A source of captures calls it within
 * {@link Capture#poll}, on that thread, before it passes the events that follow.
 */
@ConsumerType
public interface ContainerEvents {
  /**
   * Called when the capture describes a container.
   *
   * @param json the text, in the form of Falco's plugin container or of older versions; only valid during the call
   */
  void onContainer(Bytes json);

  /** Called when the capture reports that a container was removed. */
  void onContainerRemoved(Bytes json);

  /**
   * A user or group of a container is reported, in place of an earlier one with its id. The default is for receivers that need no
   * accounts.
   *
   * @param container the id of the container as in {@code container.id}; only valid during the call
   */
  default void onAccount(Bytes container, UserEntry account) {}

  /**
   * A user or group of a container was removed.
   *
   * @param container the id of the container as in {@code container.id}; only valid during the call
   * @param id the uid or gid
   */
  default void onAccountRemoved(Bytes container, UserEntry.Kind kind, long id) {}
}
