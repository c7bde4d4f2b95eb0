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
  private volatile boolean naming;

  CurrentMessage(boolean serverSide, ResolverThread reads) {
    messages = ThreadLocal.withInitial(() -> new EventMessage(serverSide, reads));
  }

  /** Follows the queries from now on, because a rule needs those of answers. */
  CurrentMessage matching() {
    matching = true;
    return this;
  }

  /** Notes the names of addresses from now on, because a rule needs those of connections. */
  CurrentMessage naming() {
    naming = true;
    return matching();
  }

  /** The names of an event's connection that this thread has noted. */
  ConnectionNames connections(Event event) {
    return messages.get().connections(event);
  }

  /** The message of an event; null if it has none. Valid until the next event. */
  @Nullable
  EventMessage in(Event event) {
    FdInfo fd = event.fd();
    if (!DataParameters.areIn(event.type()) || fd.known() && !fd.type().isInet()) {
      return null; // most events end here, without the memory of the thread
    }
    EventMessage message = messages.get();
    return message.read(event, matching, naming) ? message : null;
  }
}
