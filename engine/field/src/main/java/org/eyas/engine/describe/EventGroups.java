package org.eyas.engine.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.engine.schema.SyscallSets;

/** The events for which rules can be written, in Falco's groups. */
public final class EventGroups {
  private static final String SYSCALLS = "Syscall events";
  private static final Map<String, String> GROUP_BY_CLASS =
      Map.of("tracepoint", "Tracepoint events", "plugin", "Plugin events", "metaevent", "Metaevents");
  private static final List<String> NAMES = List.of(SYSCALLS, "Tracepoint events", "Plugin events", "Metaevents");
  private static final String GENERIC = "GENERIC_";

  private EventGroups() {}

  /** The events of each group, in the order of the event table. System calls without an event of their own are last. */
  public static SequencedMap<String, List<ListedEvent>> all() {
    SequencedMap<String, List<ListedEvent>> groups = new LinkedHashMap<>();
    NAMES.forEach(name -> groups.put(name, new ArrayList<>()));
    SortedSet<String> ignored = SyscallSets.ignored();
    EventSchema schema = EventSchema.current();
    for (int code = 0; code < schema.size(); code++) {
      EventType type = schema.type(code);
      List<ListedEvent> group = groups.get(group(type));
      if (group != null && isListed(type)) {
        group.add(new ListedEvent(type, type.name(), !ignored.contains(type.name())));
      }
    }
    generic(groups.getOrDefault(SYSCALLS, List.of()));
    return groups;
  }

  private static void generic(List<ListedEvent> group) {
    EventSchema schema = EventSchema.current();
    for (String name : new TreeSet<>(SyscallCodes.generic())) {
      group.add(new ListedEvent(schema.type(GENERIC + "E"), name, true));
      group.add(new ListedEvent(schema.type(GENERIC + "X"), name, true));
    }
  }

  private static boolean isListed(EventType type) {
    return !type.id().startsWith(GENERIC) && !type.is(EventFlag.OLD_VERSION) && !type.is(EventFlag.UNUSED);
  }

  private static String group(EventType type) {
    if (type.classes().contains("syscall")) {
      return SYSCALLS;
    }
    return type.classes().stream().map(name -> GROUP_BY_CLASS.getOrDefault(name, "")).max(String::compareTo).orElse("");
  }
}
