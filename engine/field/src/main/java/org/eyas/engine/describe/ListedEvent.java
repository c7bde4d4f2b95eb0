package org.eyas.engine.describe;

import org.eyas.api.event.EventType;

/**
 * One line of the list of events.
 *
 * @param name the value of {@code evt.type}; the name of the system call if the type is generic
 * @param byDefault whether the engine processes it unless all events are requested
 */
public record ListedEvent(EventType type, String name, boolean byDefault) {
  /** {@code >} for an event that the kernel reports before the call, {@code <} for an event after the call. */
  char direction() {
    return type.direction() == EventType.Direction.ENTER ? '>' : '<';
  }
}
