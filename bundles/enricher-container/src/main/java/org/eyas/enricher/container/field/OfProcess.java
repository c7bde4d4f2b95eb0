package org.eyas.enricher.container.field;

import org.eyas.api.event.Event;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.container.info.ContainerInfo;
import org.eyas.enricher.container.info.Facts;

/** Finds the container that the enricher attached to the process of an event. */
final class OfProcess {
  /** For a process that is not in the table: nothing is known. */
  private static final ContainerInfo UNKNOWN = new Facts().settled();

  private OfProcess() {}

  static ContainerInfo info(Event event) {
    ProcessInfo process = event.process();
    if (process.attachment(ContainerDescription.KEY) instanceof ContainerInfo info) {
      return info;
    }
    return process.known() ? ContainerInfo.HOST : UNKNOWN;
  }
}
