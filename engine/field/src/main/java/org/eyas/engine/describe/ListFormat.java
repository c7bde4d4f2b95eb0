package org.eyas.engine.describe;

import java.util.Locale;

/** The format of a printed list. */
public enum ListFormat {
  TEXT,
  MARKDOWN,
  JSON;

  /**
   * The format with this name, in upper or lower case.
   *
   * @throws IllegalArgumentException if there is no such format
   */
  public static ListFormat named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
