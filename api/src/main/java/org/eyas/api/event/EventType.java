package org.eyas.api.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One row of the event table: the names, categories and parameters of the events with one code.
 *
 * <p>Immutable. There is one object for each code, so types can be compared with {@code ==}.
 */
public final class EventType {
  /** Whether the event is recorded when a system call begins or when it ends. Tracepoints and other events are {@link #ENTER}. */
  public enum Direction {
    ENTER,
    EXIT
  }

  private final int code;
  private final String id;
  private final String name;
  private final Direction direction;
  private final String category;
  private final Set<String> classes;
  private final EnumSet<EventFlag> flags;
  private final List<ParamDefinition> params;
  private final boolean largePayload;

  /**
   * @param code the number in the encoded event
   * @param id the name in the event table, without its prefix: {@code SYSCALL_OPENAT_2_X}
   * @param name the value of {@code evt.type}: {@code openat}
   * @param direction the end of the system call at which it is recorded
   * @param category the value of {@code evt.category}: file, net, process, ...
   * @param classes kinds of events that it belongs to: syscall, tracepoint, metaevent, plugin, ...
   * @param flags further properties
   * @param params the parameters, in the order of the encoding
   */
  public EventType(
      int code,
      String id,
      String name,
      Direction direction,
      String category,
      Set<String> classes,
      Set<EventFlag> flags,
      List<ParamDefinition> params) {
    this.code = code;
    this.id = id;
    this.name = name;
    this.direction = direction;
    this.category = category;
    this.classes = Set.copyOf(classes);
    this.flags = flags.isEmpty() ? EnumSet.noneOf(EventFlag.class) : EnumSet.copyOf(flags);
    this.params = List.copyOf(params);
    this.largePayload = flags.contains(EventFlag.LARGE_PAYLOAD);
  }

  public int code() {
    return code;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Direction direction() {
    return direction;
  }

  public String category() {
    return category;
  }

  public Set<String> classes() {
    return classes;
  }

  public boolean is(EventFlag flag) {
    return flags.contains(flag);
  }

  public List<ParamDefinition> params() {
    return params;
  }

  /** The index of the parameter with a name; -1 if there is none. */
  public int indexOf(String param) {
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).name().equals(param)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the encoding stores the length of each parameter in 4 bytes instead of 2. */
  public boolean largePayload() {
    return largePayload;
  }

  @Override
  public String toString() {
    return id;
  }
}
