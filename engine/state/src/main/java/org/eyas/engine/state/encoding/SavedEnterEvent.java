package org.eyas.engine.state.encoding;

import org.eyas.api.data.Text;

/**
 * The arguments in the enter event of a system call, stored until its exit event. So a program that changes them in
 * between cannot deceive the engine.
 *
 * @param code the enter event
 * @param directory the descriptor of a relative path's directory
 * @param flags open or execveat flags
 * @param text the path; for connect, the encoded address
 */
public record SavedEnterEvent(int code, long directory, int flags, Text text) {
  private static final int EXECVEAT_E = 330;
  private static final int EXECVE_19_X = 293;

  /**
   * Whether an event ends the call. That is the exit event of the call or, for an execveat that succeeded, the exit
   * event of execve.
   */
  public boolean endsWith(int exit) {
    return exit == code + 1 || isExecveat() && exit == EXECVE_19_X;
  }

  public boolean isExecveat() {
    return code == EXECVEAT_E;
  }
}
