package org.eyas.core.state;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;

/**
 * How thread and descriptor of an event type are found.
 *
 * @param lookup how its thread is found
 * @param begins whether it is the beginning of a call, or no call at all
 * @param usesFd whether it is about a descriptor that was there before
 * @param fdParam where that stands, -1 where it does not say
 * @param counts whether the first such event begins the stream; notes of the engine itself do not
 */
record EventRoute(Lookup lookup, boolean begins, boolean usesFd, int fdParam, boolean counts) {
  private static final Set<String> WITHOUT_THREAD =
      Set.of(
          "CONTAINER_JSON_2_E", "USER_ADDED_E", "USER_DELETED_E", "GROUP_ADDED_E", "GROUP_DELETED_E", "PLUGINEVENT_E",
          "ASYNCEVENT_E");
  // A stand-in for the thread of these would never be filled: it is about to be made, or gone.
  private static final Set<String> KNOWN_ONLY =
      Set.of("SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X", "SYSCALL_VFORK_20_X", "PROCEXIT_1_E");

  /** How the thread of an event is found. */
  enum Lookup {
    NONE,
    KNOWN,
    /** As {@link #KNOWN}, and what is kept of the thread's last call stays. */
    ASIDE,
    KNOWN_OR_STAND_IN
  }

  static EventRoute of(EventType type) {
    return new EventRoute(
        lookup(type),
        type.direction() == Direction.ENTER,
        type.is(EventFlag.USES_FD),
        fdParam(type),
        !type.classes().contains("metaevent"));
  }

  private static Lookup lookup(EventType type) {
    if (type.id().equals("SCHEDSWITCH_6_E") || type.id().equals("PROCINFO_E")) {
      return Lookup.ASIDE;
    }
    if (type.is(EventFlag.SKIP_PARSE_RESET) || WITHOUT_THREAD.contains(type.id())) {
      return Lookup.NONE;
    }
    return KNOWN_ONLY.contains(type.id()) ? Lookup.KNOWN : Lookup.KNOWN_OR_STAND_IN;
  }

  private static int fdParam(EventType type) {
    if (type.id().equals("SYSCALL_SPLICE_X")) {
      // Of its two descriptors Falco takes the one written to.
      return 2;
    }
    // The first parameter of an exit event is what the call returned.
    List<ParamDefinition> params = type.params();
    for (int i = type.direction() == Direction.EXIT ? 1 : 0; i < params.size(); i++) {
      if (params.get(i).type() == ValueType.FD) {
        return i;
      }
    }
    return -1;
  }
}
