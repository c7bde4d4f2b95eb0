package org.eyas.core.state;

import org.eyas.api.data.Text;

/**
 * What the beginning of a system call said of its arguments, kept until its end: a program that changes them in between
 * does not deceive.
 *
 * @param code the event that begins the call
 * @param directory the descriptor of a relative path's directory
 * @param flags open or execveat flags
 * @param text the path; of connect the address as encoded
 */
record SavedEnter(int code, long directory, int flags, Text text) {
  private static final int EXECVEAT_E = 330;
  private static final int EXECVE_19_X = 293;

  /** Whether an event ends the call: its own exit event, and of an execveat that succeeded that of execve. */
  boolean endsWith(int exit) {
    return exit == code + 1 || isExecveat() && exit == EXECVE_19_X;
  }

  boolean isExecveat() {
    return code == EXECVEAT_E;
  }
}
