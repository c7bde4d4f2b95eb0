package org.eyas.engine.health;

import java.util.Locale;

/** An action for lost events. */
public enum LossAction {
  IGNORE,
  LOG,
  ALERT,
  EXIT;

  /** Converts a value of the configuration, which is already checked. */
  public static LossAction of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
