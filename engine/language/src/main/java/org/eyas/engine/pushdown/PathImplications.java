package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.field.file.PathParams;

/**
 * Derives the path parameters of a call from checks of paths. The fields are absent if the thread is not in the table,
 * so only a check that is true has an implication.
 */
final class PathImplications {
  private static final Set<String> BY_DESCRIPTOR = Set.of("SYSCALL_FCHMOD_X", "SYSCALL_FCHOWN_X");
  private static final Ranges ZERO = Ranges.between(0, 0);
  // Falco only checks for open calls that the result is not -1: EPERM.
  private static final Ranges NOT_EPERM = Ranges.between(-1, -1).complement();

  private PathImplications() {}

  static CheckImplication of(String field, Predicate check, EventType type) {
    List<Integer> params = PathParams.of(field, type);
    if (field.startsWith("fd.")) {
      return descriptor(field, check, type, params);
    }
    if (params.isEmpty() && field.equals("file.changed") && isReported(type)) {
      return CheckImplication.NOTHING;
    }
    if (params.isEmpty()) {
      boolean named = BY_DESCRIPTOR.contains(type.id()) && field.startsWith("fs.path.name");
      return named ? CheckImplication.atMost(ResultImplications.result(ZERO)) : CheckImplication.NEVER;
    }
    List<RawCondition> facts = new ArrayList<>();
    facts.add(paths(check, params, Part.WHOLE));
    facts.add(ResultImplications.result(results(field, type)));
    if (field.equals("file.changed") && OpenCallImplications.opens(type)) {
      facts.add(OpenCallImplications.writes(type));
    }
    return CheckImplication.atMost(RawConditions.allOf(facts));
  }

  /**
   * Whether the driver reports the path of a call as a detail, because the call has no path among its parameters:
   * move_mount, truncate.
   */
  private static boolean isReported(EventType type) {
    return type.id().equals("GENERIC_X");
  }

  private static Ranges results(String field, EventType type) {
    if (!OpenCallImplications.opens(type)) {
      return ZERO;
    }
    return field.equals("file.changed") ? Ranges.NOT_NEGATIVE : NOT_EPERM;
  }

  private static CheckImplication descriptor(String field, Predicate check, EventType type, List<Integer> params) {
    if (!EventTypeTraits.hasDescriptor(type)) {
      return CheckImplication.NEVER;
    }
    if (params.isEmpty()) {
      return CheckImplication.NOTHING;
    }
    if (field.equals("fd.nameraw")) { // rules look for what the engine resolves, such as "../"
      return CheckImplication.NOTHING;
    }
    return CheckImplication.atMost(switch (field) {
      // The directory of a directory is the directory itself.
      case "fd.directory" ->
        RawConditions.anyOf(List.of(paths(check, params, Part.WHOLE), paths(check, params, Part.DIRECTORY)));
      case "fd.filename" ->
        RawConditions.allOf(List.of(paths(check, params, Part.BASENAME), ResultImplications.result(Ranges.NOT_NEGATIVE)));
      default -> paths(check, params, Part.WHOLE);
    });
  }

  private static RawCondition paths(Predicate check, List<Integer> params, Part part) {
    return RawConditions.anyOf(
        params.stream().map(param -> PathConditions.implied(check, param, part).orElse(RawCondition.Always.TRUE)).toList());
  }
}
