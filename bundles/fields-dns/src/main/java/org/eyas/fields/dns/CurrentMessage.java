package org.eyas.fields.dns;

import org.eyas.api.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The message of an event, on whatever thread reads it: loops, trials and explanations each have an {@link EventMessage} of their
 * own. An event that moves no data costs one test.
 */
final class CurrentMessage {
  private final ThreadLocal<EventMessage> messages;

  CurrentMessage(boolean serverSide) {
    messages = ThreadLocal.withInitial(() -> new EventMessage(serverSide));
  }

  /** The message of an event; null if it has none. Valid until the next event. */
  @Nullable
  EventMessage in(Event event) {
    if (!DataParameters.areIn(event.type())) {
      return null;
    }
    EventMessage message = messages.get();
    return message.read(event) ? message : null;
  }
}
