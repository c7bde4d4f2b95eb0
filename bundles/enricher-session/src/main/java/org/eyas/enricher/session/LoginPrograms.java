package org.eyas.enricher.session;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the programs that open sessions, by the path of the executable. The name that a process gives itself and
 * its first argument are ignored, because any program can choose them.
 */
final class LoginPrograms {
  private record Named(Text file, SessionKind kind) {}

  private static final List<Named> PROGRAMS =
      List.of(
          named("/sshd", SessionKind.SSH),
          named("/sshd-session", SessionKind.SSH),
          named("/sshd-auth", SessionKind.SSH),
          named("/login", SessionKind.CONSOLE),
          named("/sudo", SessionKind.SUDO),
          named("/su", SessionKind.SU),
          named("/doas", SessionKind.DOAS),
          named("/runuser", SessionKind.RUNUSER));

  private static final Text SSHD = Text.of("/sshd");

  private LoginPrograms() {}

  private static Named named(String file, SessionKind kind) {
    return new Named(Text.of(file), kind);
  }

  /** The kind of session that a program opens; null if it is not a login program. */
  static @Nullable SessionKind kindOf(Bytes path) {
    for (int i = 0; i < PROGRAMS.size(); i++) {
      if (path.endsWith(PROGRAMS.get(i).file())) {
        return SystemProgramCheck.isInSystemDirectory(path) ? PROGRAMS.get(i).kind() : null;
      }
    }
    return null;
  }

  /**
   * Whether an sshd without a connection waits for connections, rather than serves one. Both may be the same program.
   * But then the serving sshd executes the program, while the waiting sshd only forks to go to the background.
   */
  static boolean isListener(ProcessInfo process) {
    boolean isServed =
        kindOf(process.parent().program().exepath()) == SessionKind.SSH && process.uidBeforeExec() != AccountIds.UNKNOWN;
    return process.program().exepath().endsWith(SSHD) && !isServed;
  }

  /**
   * Whether a login program is trusted: it has root's rights on the host itself. In a user namespace of its own, a process
   * that calls itself root has another id here.
   */
  static boolean isTrusted(ProcessInfo process) {
    return process.credentials().uid() == AccountIds.ROOT && SystemProgramCheck.isOnHost(process)
        && !RootContainerCheck.isInRootContainer(process);
  }
}
