package org.eyas.api.control;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.history.PastAlert;

/**
 * The values by which the alerts that are like a given one can be muted. Alerts are alike if they have the same rule, program and
 * container.
 *
 * @param alert the given alert
 * @param fields the fields that can be used, those that identify a program first
 */
public record MuteChoice(PastAlert alert, List<Field> fields) {
  private static final Set<String> PROGRAM =
      Set.of("proc.name", "proc.exe", "proc.exepath", "proc.cmdline", "proc.args", "ka.user.name");

  public MuteChoice {
    fields = List.copyOf(fields);
  }

  /**
   * A field of the alert.
   *
   * @param proposed whether the field is proposed: the proposed fields identify the cause of all alike alerts and, if
   *     possible, of no other alert
   */
  public record Field(String name, String value, boolean proposed) {}

  /** Whether these fields restrict a mute to one program, or for the audit log of Kubernetes to one user. */
  public static boolean namesProgram(Set<String> fields) {
    return fields.stream().anyMatch(PROGRAM::contains);
  }

  /** Whether the proposed fields restrict a mute to one program or user. */
  public boolean namesProgram() {
    return namesProgram(proposed());
  }

  /** The names of the proposed fields. */
  public Set<String> proposed() {
    return fields.stream().filter(Field::proposed).map(Field::name).collect(Collectors.toUnmodifiableSet());
  }
}
