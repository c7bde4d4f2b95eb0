package org.eyas.api.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One row of the event table: what an event of this code is called and which parameters it carries.
 *
 * <p>Identity is the code; there is one object per code. Lookups that the hot path needs are plain fields.
 */
public final class EventType {
  /** Whether the event is taken when a system call begins or ends. Tracepoints and others count as {@link #ENTER}. */
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
   * @param code the number on the wire
   * @param id the name in the event table, without prefix: {@code SYSCALL_OPENAT_2_X}
   * @param name what {@code evt.type} prints: {@code openat}
   * @param category file, net, process, ...
   * @param classes syscall, tracepoint, metaevent, plugin, ...
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

  /** The index of a parameter by its name, or -1. */
  public int indexOf(String param) {
    for (int i = 0; i < params.size(); i++) {
      if (params.get(i).name().equals(param)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether parameter lengths take 4 bytes in the encoding instead of 2. */
  public boolean largePayload() {
    return largePayload;
  }

  @Override
  public String toString() {
    return id;
  }
}
