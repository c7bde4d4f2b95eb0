package org.eyas.core.engine;

import java.util.Locale;

/** What is done about lost events. */
public enum LossAction {
  IGNORE,
  LOG,
  ALERT,
  EXIT;

  /** Reads a value of the configuration, which has checked it. */
  public static LossAction of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
