package org.eyas.core.ruletest;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.core.rules.Suggestion;
import org.eyas.core.schema.EventSchema;
import org.eyas.core.schema.Syscalls;

/** The event types that tests name. */
final class EventTypes {
  /** What all events are that do not come from system calls. */
  static final EventType PLUGIN = EventSchema.current().type("PLUGINEVENT_E");

  private static final EventType GENERIC = EventSchema.current().type("GENERIC_X");

  private EventTypes() {}

  /**
   * A type, and which system call it stands for where it has none of its own.
   *
   * @param syscall the code of the call; 0 where the type says it
   */
  record Chosen(EventType type, int syscall) {}

  /** The type that today's events of a name have: calls are taken when they end. */
  static Optional<Chosen> named(String name) {
    List<EventType> current =
        EventSchema.current().named(name).stream()
            .filter(type -> !type.is(EventFlag.OLD_VERSION) && !type.is(EventFlag.UNUSED))
            .toList();
    Optional<EventType> exit =
        current.stream().filter(type -> type.direction() == Direction.EXIT).reduce((first, second) -> second);
    if (exit.isPresent() || !current.isEmpty()) {
      return Optional.of(new Chosen(exit.orElseGet(current::getLast), 0));
    }
    Integer code = Syscalls.code(name);
    return code == null ? Optional.empty() : Optional.of(new Chosen(GENERIC, code));
  }

  /** The name that was probably meant, as a question; empty where none is near. */
  static String suggestion(String wrong) {
    return Suggestion.of(wrong, new TreeSet<>(EventSchema.current().names()));
  }
}
