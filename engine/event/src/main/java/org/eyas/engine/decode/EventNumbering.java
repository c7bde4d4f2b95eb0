package org.eyas.engine.decode;

import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;

/**
 * Numbers the events of a stream as {@code evt.num} prints them, and decides which events the rules see.
 *
 * <p>Falco numbers from 1, after conversion: an event gets the next number when the capture delivers it in its current
 * layout. These events have no number: types that the schema does not contain, unused types, and old enter events that
 * were stored or dropped. These events have a number and change the state, but no rule sees them:
 *
 * <ul>
 * <li>enter events that only complete their exit event: open, openat, openat2, creat, connect, execve, execveat;
 * <li>events that a capture marks as only for the state;
 * <li>the container, user, group and async events at the beginning of a capture, up to the first other event.
 * </ul>
 *
 * <p>If a file has several sections, the numbers continue across them.
 */
public final class EventNumbering {
  private static final Set<String> ENTER_FOR_STATE =
      Set.of(
          "SYSCALL_OPEN_E",
          "SYSCALL_OPENAT_2_E",
          "SYSCALL_OPENAT2_E",
          "SYSCALL_CREAT_E",
          "SOCKET_CONNECT_E",
          "SYSCALL_EXECVE_19_E",
          "SYSCALL_EXECVEAT_E");
  private static final Set<String> INITIAL_STATE =
      Set.of(
          "CONTAINER_JSON_2_E", "USER_ADDED_E", "USER_DELETED_E", "GROUP_ADDED_E", "GROUP_DELETED_E", "ASYNCEVENT_E");

  private final boolean[] hidden;
  private final boolean[] initial;
  private final boolean live;
  private boolean started;
  private long number;

  /** Numbers the events of a capture file. */
  public EventNumbering(EventSchema schema) {
    this(schema, false);
  }

  private EventNumbering(EventSchema schema, boolean live) {
    this.live = live;
    started = live;
    hidden = new boolean[schema.size()];
    initial = new boolean[schema.size()];
    for (int code = 0; code < schema.size(); code++) {
      hidden[code] = ENTER_FOR_STATE.contains(schema.type(code).id());
      initial[code] = INITIAL_STATE.contains(schema.type(code).id());
    }
  }

  /** Numbers the events of this machine. No event only describes what was there before: rules see the first one too. */
  public static EventNumbering ofMachine(EventSchema schema) {
    return new EventNumbering(schema, true);
  }

  /**
   * Counts an event.
   *
   * @param stateOnly whether the source marked it as only for the state
   * @return whether the rules see it
   */
  public boolean count(EventType type, boolean stateOnly) {
    number++;
    int code = type.code();
    if (!started && initial[code]) {
      return false;
    }
    started = true;
    return !stateOnly && !hidden[code];
  }

  /** Begins a new section of the file, which starts with initial state again. */
  public void restart() {
    started = live;
  }

  /** Continues after the last event that another engine processed. */
  public void resumeAfter(long last) {
    number = last;
    started = live || last > 0;
  }

  /** The number of the last event; 0 before the first. */
  public long number() {
    return number;
  }
}
