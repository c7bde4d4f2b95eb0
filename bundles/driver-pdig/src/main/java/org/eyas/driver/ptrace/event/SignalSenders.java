package org.eyas.driver.ptrace.event;

/** Knows the signals whose events name the sender. */
final class SignalSenders {
  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGQUIT = 3;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final int SIGCHLD = 17;
  private static final int SIGTSTP = 20;
  private static final int SIGRTMIN = 32;

  private SignalSenders() {}

  /** Whether the event of the signal has the sender. Falco leaves the sender out for other signals. */
  static boolean namesSender(int signal) {
    return switch (signal) {
      case SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGTERM, SIGCHLD, SIGTSTP -> true;
      default -> signal >= SIGRTMIN;
    };
  }
}
