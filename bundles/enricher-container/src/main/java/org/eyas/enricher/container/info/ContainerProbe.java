package org.eyas.enricher.container.info;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;

/**
 * The command of a health check or of a probe of Kubernetes. Immutable.
 *
 * @param exe the first argument
 * @param args the others, each followed by a zero byte, as {@link org.eyas.api.process.ProcessProgram#rawArgs}
 * @param shown all of them, separated by spaces
 */
public record ContainerProbe(Text exe, Text args, Text shown) {
  /** The purpose of a probe. */
  public enum Kind {
    HEALTHCHECK,
    LIVENESS,
    READINESS
  }

  /** @param command the program and its arguments, at least one */
  static ContainerProbe of(List<String> command) {
    List<String> rest = command.subList(1, command.size());
    String args = rest.isEmpty() ? "" : String.join("\0", rest) + "\0";
    return new ContainerProbe(Text.of(command.getFirst()), Text.of(args), Text.of(String.join(" ", command)));
  }

  /** Whether a process was started with this command. */
  boolean matches(ProcessInfo process) {
    return process.program().exe().equals(exe) && process.program().rawArgs().equals(args);
  }
}
