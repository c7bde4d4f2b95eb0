package org.eyas.core.describe;

import org.eyas.api.event.EventType;

/**
 * One line of the list of events.
 *
 * @param name what {@code evt.type} prints; the system call's where the type is the generic one
 * @param byDefault whether it is looked at where nobody asks for all events
 */
public record ListedEvent(EventType type, String name, boolean byDefault) {
  /** {@code >} for one taken before the kernel acts, {@code <} for one taken after it. */
  char direction() {
    return type.direction() == EventType.Direction.ENTER ? '>' : '<';
  }
}
