package org.eyas.api.process;

import org.eyas.api.data.Text;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A value that describes the container of a process, which an enricher attaches with {@link #KEY}. A capture that the engine writes
 * contains the description, so that a replay needs neither the machine nor its runtimes: there a
 * {@link org.eyas.api.source.ContainerEvents} gets it.
 */
@ConsumerType
public interface ContainerDescription {
  AttachmentKey<ContainerDescription> KEY = new AttachmentKey<>("container", ContainerDescription.class);

  /**
   * The description as JSON, in the form of Falco's plugin container; empty if there is nothing to describe, or not yet. Called on
   * the loop's thread, once for each value and capture.
   */
  Text json();
}
