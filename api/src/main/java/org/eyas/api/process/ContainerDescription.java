package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A value that describes the container of a process, which an enricher attaches with {@link #KEY}. The engine's own
 * fields read it (fd.containername, fd.lip and others). A capture that the engine writes contains the description, so
 * that a replay needs neither the machine nor its container runtimes: during a replay, a
 * {@link org.eyas.api.source.ContainerEvents} receives it.
 */
@ConsumerType
public interface ContainerDescription {
  AttachmentKey<ContainerDescription> KEY = new AttachmentKey<>("container", ContainerDescription.class);

  /**
   * The description as JSON, in the form of Falco's plugin container; empty if there is nothing to describe, or not yet. Called on
   * the loop's thread, once for each value and capture.
   */
  Text json();

  /** The id of the container as in {@code container.id}; empty on the host. Called per event, on the loop's thread. */
  default Bytes id() {
    return Text.EMPTY;
  }

  /**
   * The user as which the container was configured to run, as the configuration has it: a name or a number; empty if that is not known.
   * Called on the loop's thread for the event that announces a container.
   */
  default Bytes user() {
    return Text.EMPTY;
  }

  /**
   * Whether an address (4 or 16 bytes in network byte order) is the container's own; false while that is not known. Called per
   * event, on the loop's thread.
   */
  default boolean hasAddress(Bytes address) {
    return false;
  }
}
