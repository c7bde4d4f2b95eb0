package org.eyas.enricher.container.field;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.container.capture.CapturedContainerReader;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Finds the container that the fields show for an event: the container that the event itself describes, or else the
 * container that the enricher attached to the process of the event. Any thread may call it.
 */
final class ShownContainer {
  /** For a process that is not in the table: nothing is known. */
  private static final ContainerSnapshot UNKNOWN = new ContainerFacts().settled();

  /** An asynchronous event with three parameters: id of the plugin, name of the event, data. */
  private static final int ASYNC = 402;

  /** A container event of older versions, with the description as its only parameter. */
  private static final int CONTAINER_JSON_2 = 324;

  private static final Text ADDED = Text.of("container");
  private static final Text REMOVED = Text.of("container_removed");

  private final CapturedContainerReader reader = new CapturedContainerReader(Integer.MAX_VALUE);
  private volatile @Nullable Described last; // null until an event describes a container

  /** The container of a description, which several fields of one event read. */
  private record Described(Text json, @Nullable ContainerSnapshot container) {}

  ContainerSnapshot info(Event event) {
    ContainerSnapshot described = described(event);
    if (described != null) {
      return described;
    }
    ProcessInfo process = event.process();
    if (process.attachment(ContainerDescription.KEY) instanceof ContainerSnapshot info) {
      return info;
    }
    return process.known() ? ContainerSnapshot.HOST : UNKNOWN;
  }

  /** The container that the event itself describes; null if the event describes none. */
  @Nullable
  ContainerSnapshot described(Event event) {
    return switch (event.type().code()) {
      case ASYNC -> isOfContainer(event.bytes(1)) ? described(event.bytes(2)) : null;
      case CONTAINER_JSON_2 -> described(event.bytes(0));
      default -> null;
    };
  }

  private static boolean isOfContainer(Bytes name) {
    return name.contentEquals(ADDED) || name.contentEquals(REMOVED);
  }

  private @Nullable ContainerSnapshot described(Bytes json) {
    Described known = last;
    if (known == null || !known.json().contentEquals(json)) {
      known = new Described(json.toText(), reader.ofEvent(json).orElse(null));
      last = known;
    }
    return known.container();
  }
}
