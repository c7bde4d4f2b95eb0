package org.eyas.engine.state.encoding;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;

/**
 * The way in which the state finds the thread and the descriptor of an event type.
 *
 * @param lookup the way in which the thread is found
 * @param begins whether the event begins a system call, or belongs to none
 * @param usesFd whether the event is about an existing descriptor
 * @param fdParam the parameter that contains the descriptor; -1 if there is none
 * @param counts whether the first such event begins the stream; internal events do not
 */
public record EventSubjectLookup(ThreadLookup lookup, boolean begins, boolean usesFd, int fdParam, boolean counts) {
  // These events are not calls. The fields of the thread answer nevertheless, if the thread is known.
  private static final Set<String> BESIDE_THREAD =
      Set.of(
          "CONTAINER_JSON_2_E", "USER_ADDED_E", "USER_DELETED_E", "GROUP_ADDED_E", "GROUP_DELETED_E",
          "PLUGINEVENT_E", "ASYNCEVENT_E");
  // These events get no placeholder for their thread: nothing would complete it, because the thread is about to be
  // created or has ended.
  private static final Set<String> KNOWN_ONLY =
      Set.of("SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X", "SYSCALL_VFORK_20_X", "PROCEXIT_1_E");

  /** The ways in which the thread of an event is found. */
  public enum ThreadLookup {
    KNOWN,
    /** Like {@link #KNOWN}, but the values that are stored of the last call of the thread stay. */
    ASIDE,
    /** Like {@link #ASIDE}, but the event has no descriptor, not even the last one of the thread. */
    WITHOUT_DESCRIPTOR,
    KNOWN_OR_PLACEHOLDER
  }

  public static EventSubjectLookup of(EventType type) {
    return new EventSubjectLookup(
        lookup(type),
        type.direction() == Direction.ENTER,
        type.is(EventFlag.USES_FD),
        fdParam(type),
        !type.classes().contains("metaevent"));
  }

  /** Whether the descriptor of the call is looked up. */
  public boolean looksUpDescriptor() {
    return lookup != ThreadLookup.ASIDE && lookup != ThreadLookup.WITHOUT_DESCRIPTOR;
  }

  private static ThreadLookup lookup(EventType type) {
    if (type.id().equals("SCHEDSWITCH_6_E") || type.id().equals("PROCINFO_E")) {
      return ThreadLookup.ASIDE;
    }
    if (type.is(EventFlag.SKIP_PARSE_RESET) || BESIDE_THREAD.contains(type.id())) {
      return ThreadLookup.WITHOUT_DESCRIPTOR;
    }
    return KNOWN_ONLY.contains(type.id()) ? ThreadLookup.KNOWN : ThreadLookup.KNOWN_OR_PLACEHOLDER;
  }

  private static int fdParam(EventType type) {
    if (type.id().equals("SYSCALL_SPLICE_X")) {
      // Of its two descriptors, Falco uses the one that is written to.
      return 2;
    }
    // The first parameter of an exit event is the return value.
    List<ParamDefinition> params = type.params();
    for (int i = type.direction() == Direction.EXIT ? 1 : 0; i < params.size(); i++) {
      if (params.get(i).type() == ValueType.FD) {
        return i;
      }
    }
    return -1;
  }
}
