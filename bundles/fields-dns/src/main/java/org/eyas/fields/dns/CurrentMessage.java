package org.eyas.fields.dns;

import org.eyas.api.event.Event;
import org.eyas.api.process.FdInfo;
import org.jspecify.annotations.Nullable;

/**
 * The message of an event, on whatever thread reads it: loops, trials and explanations each have an {@link EventMessage} of their
 * own. An event of a file costs two tests.
 */
final class CurrentMessage {
  private final ThreadLocal<EventMessage> messages;
  private volatile boolean matching;

  CurrentMessage(boolean serverSide) {
    messages = ThreadLocal.withInitial(() -> new EventMessage(serverSide));
  }

  /** Follows the queries from now on, because a rule needs those of answers. */
  CurrentMessage matching() {
    matching = true;
    return this;
  }

  /** The message of an event; null if it has none. Valid until the next event. */
  @Nullable
  EventMessage in(Event event) {
    FdInfo fd = event.fd();
    if (!DataParameters.areIn(event.type()) || fd.known() && !fd.type().isInet()) {
      return null; // most events end here, without the memory of the thread
    }
    EventMessage message = messages.get();
    return message.read(event, matching) ? message : null;
  }
}
