package org.eyas.engine.schema;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;

/**
 * Sets of events that a live source can trace, by event name. A system call without an event of its own is in a set
 * under its own name.
 */
public final class SyscallSets {
  // These calls change the state, but the event table does not mark them so.
  private static final List<String> LIMITS = List.of("prlimit", "setrlimit");

  private static final SortedSet<String> ALL = all();
  private static final SortedSet<String> STATE = stateSet();
  private static final SortedSet<String> IGNORED = ignoredSet();

  private SyscallSets() {}

  /** All events that can be traced. */
  public static SortedSet<String> traceable() {
    return ALL;
  }

  /** The events that keep the process table correct. */
  public static SortedSet<String> state() {
    return STATE;
  }

  /** The events that only move data: they are frequent and do not change the state. */
  public static SortedSet<String> ignored() {
    return IGNORED;
  }

  /** The events of these categories, such as {@code net}. */
  public static SortedSet<String> ofCategories(Set<String> categories) {
    return names(type -> isTraced(type) && categories.contains(type.category()));
  }

  private static SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>();
    for (int code = 0; code < SyscallCodes.count(); code++) {
      all.add(SyscallCodes.eventName(code));
    }
    all.remove("");
    return Collections.unmodifiableSortedSet(all);
  }

  private static SortedSet<String> stateSet() {
    SortedSet<String> state = names(type -> isTraced(type) && type.is(EventFlag.MODIFIES_STATE));
    state.addAll(LIMITS);
    return Collections.unmodifiableSortedSet(state);
  }

  private static SortedSet<String> ignoredSet() {
    SortedSet<String> ignored = ofCategories(Set.of("io_read", "io_write"));
    ignored.removeAll(STATE);
    return Collections.unmodifiableSortedSet(ignored);
  }

  private static boolean isTraced(EventType type) {
    return type.classes().contains("syscall") || type.classes().contains("tracepoint");
  }

  private static SortedSet<String> names(Predicate<EventType> wanted) {
    SortedSet<String> names = new TreeSet<>();
    EventSchema schema = EventSchema.current();
    for (int code = 0; code < schema.size(); code++) {
      if (wanted.test(schema.type(code)) && ALL.contains(schema.type(code).name())) {
        names.add(schema.type(code).name());
      }
    }
    return names;
  }
}
