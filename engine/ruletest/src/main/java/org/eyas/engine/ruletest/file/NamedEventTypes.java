package org.eyas.engine.ruletest.file;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;

/** The event types that tests can name. */
final class NamedEventTypes {
  /** The type of all events that do not come from system calls. */
  static final EventType PLUGIN = EventSchema.current().type("PLUGINEVENT_E");

  private static final EventType GENERIC = EventSchema.current().type("GENERIC_X");

  private NamedEventTypes() {}

  /**
   * A type, and the system call if the type is generic.
   *
   * @param syscall the code of the system call; 0 if the type has its own
   */
  record Chosen(EventType type, int syscall) {}

  /** The current type of events with this name: the exit event, if there is one. */
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
    Integer code = SyscallCodes.code(name);
    return code == null ? Optional.empty() : Optional.of(new Chosen(GENERIC, code));
  }

  /** A hint with the name that the user probably meant; empty if no name is similar. */
  static String suggestion(String wrong) {
    return NameSuggestion.of(wrong, new TreeSet<>(EventSchema.current().names()));
  }
}
