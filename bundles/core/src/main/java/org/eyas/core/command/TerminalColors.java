package org.eyas.core.command;

import org.eyas.engine.explain.TerminalColours;

/** Decides whether the output has colours. */
final class TerminalColors {
  private TerminalColors() {}

  /** The colours of the output: only on a terminal, and not if NO_COLOR is set (no-color.org). */
  static TerminalColours paint() {
    String noColour = System.getenv("NO_COLOR");
    boolean wanted = noColour == null || noColour.isEmpty();
    return new TerminalColours(wanted && System.console() != null && System.console().isTerminal());
  }
}
