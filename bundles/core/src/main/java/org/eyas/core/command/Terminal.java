package org.eyas.core.command;

import org.eyas.engine.explain.Paint;

/** Decides whether the output has colours. */
final class Terminal {
  private Terminal() {}

  /** The colours of the output: only on a terminal, and not if NO_COLOR is set (no-color.org). */
  static Paint paint() {
    String noColour = System.getenv("NO_COLOR");
    boolean wanted = noColour == null || noColour.isEmpty();
    return new Paint(wanted && System.console() != null && System.console().isTerminal());
  }
}
