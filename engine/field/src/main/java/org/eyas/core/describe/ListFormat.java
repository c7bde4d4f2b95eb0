package org.eyas.core.describe;

import java.util.Locale;

/** How a list is printed. */
public enum ListFormat {
  TEXT,
  MARKDOWN,
  JSON;

  /**
   * The format that a name means, in any case.
   *
   * @throws IllegalArgumentException for another name
   */
  public static ListFormat named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
