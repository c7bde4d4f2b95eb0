package org.eyas.engine.field.param;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.engine.schema.EventSchema;

/** Properties of event types that fields need, computed once per code. */
public final class EventTraits {
  private static final boolean[] ABOUT_FD =
      table(t -> t.is(EventFlag.CREATES_FD) || t.is(EventFlag.USES_FD) || t.is(EventFlag.DESTROYS_FD));
  private static final boolean[] RETURNS =
      table(t -> isSyscall(t) && t.direction() == Direction.EXIT && t.code() != EventNames.GENERIC);
  private static final boolean[] SYSCALL = table(EventTraits::isSyscall);
  private static final boolean[] IO = table(t -> t.category().startsWith("io_"));
  private static final boolean[] META = table(t -> t.classes().contains("metaevent"));

  private EventTraits() {}

  /** Whether the event creates, uses or closes a file descriptor. */
  public static boolean isAboutFd(Event event) {
    return ABOUT_FD[event.type().code()];
  }

  /** Whether the first parameter is the result of a system call; in a generic event, it is the id of the call. */
  public static boolean returns(Event event) {
    return RETURNS[event.type().code()] && event.paramCount() > 0;
  }

  public static boolean failed(Event event) {
    return event.number(0) < 0;
  }

  public static boolean isSyscall(Event event) {
    return SYSCALL[event.type().code()];
  }

  /** Whether the event moves data through a descriptor. */
  public static boolean isIo(Event event) {
    return IO[event.type().code()];
  }

  /** Whether the recorder created the event, and not the kernel. */
  public static boolean isMeta(Event event) {
    return META[event.type().code()];
  }

  /** A table that is true for the types with one of these ids. */
  public static boolean[] ofIds(String... ids) {
    boolean[] answers = new boolean[EventSchema.current().size()];
    for (String id : ids) {
      answers[EventSchema.current().type(id).code()] = true;
    }
    return answers;
  }

  /** The index of a named parameter for the types with these ids, by code; -1 for all other types. */
  public static int[] params(Map<String, String> nameById) {
    int[] indexes = new int[EventSchema.current().size()];
    Arrays.fill(indexes, -1);
    nameById.forEach((id, name) -> {
      EventType type = EventSchema.current().type(id);
      indexes[type.code()] = type.indexOf(name);
    });
    return indexes;
  }

  public static boolean[] table(Predicate<EventType> trait) {
    EventSchema schema = EventSchema.current();
    boolean[] answers = new boolean[schema.size()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = trait.test(schema.type(i));
    }
    return answers;
  }

  private static boolean isSyscall(EventType type) {
    return type.classes().contains("syscall");
  }
}
