package org.eyas.enricher.container.field;

import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.container.info.ContainerSnapshot;

/**
 * Reads the start time of a container. It is the start time of the container's pid namespace, which the kernel knows.
 */
final class ContainerStartReader {
  private final ShownContainer shown;

  ContainerStartReader(ShownContainer shown) {
    this.shown = shown;
  }

  FieldReader.OfNumber time() {
    return (event, out) -> {
      long start = start(event);
      return start == 0 ? Presence.ABSENT : out.set(start);
    };
  }

  FieldReader.OfNumber duration() {
    return (event, out) -> {
      long start = start(event);
      return start == 0 ? Presence.ABSENT : out.set(event.timestampNanos() - start);
    };
  }

  // The pid namespace of the host has a start time too, but it is not a container. The event of a container has no
  // start time, because the container's pid namespace may not exist yet.
  private long start(Event event) {
    ProcessInfo process = event.process();
    boolean contained =
        process.known() && shown.described(event) == null && shown.info(event) != ContainerSnapshot.HOST;
    return contained ? process.usage().pidNamespaceStartNanos() : 0;
  }
}
