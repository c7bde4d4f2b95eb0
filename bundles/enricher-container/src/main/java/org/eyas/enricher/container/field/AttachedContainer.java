package org.eyas.enricher.container.field;

import org.eyas.api.event.Event;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerSnapshot;

/** Finds the container that the enricher attached to the process of an event. */
final class AttachedContainer {
  /** For a process that is not in the table: nothing is known. */
  private static final ContainerSnapshot UNKNOWN = new ContainerFacts().settled();

  private AttachedContainer() {}

  static ContainerSnapshot info(Event event) {
    ProcessInfo process = event.process();
    if (process.attachment(ContainerDescription.KEY) instanceof ContainerSnapshot info) {
      return info;
    }
    return process.known() ? ContainerSnapshot.HOST : UNKNOWN;
  }
}
