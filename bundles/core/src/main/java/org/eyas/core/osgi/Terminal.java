package org.eyas.core.osgi;

import org.eyas.core.explain.Paint;

/** Whether a person reads along. */
final class Terminal {
  private Terminal() {}

  /** Colours on a terminal only, and not where NO_COLOR is set (no-color.org). */
  static Paint paint() {
    String noColour = System.getenv("NO_COLOR");
    boolean wanted = noColour == null || noColour.isEmpty();
    return new Paint(wanted && System.console() != null && System.console().isTerminal());
  }
}
