package org.eyas.core.check;

/** What can be done to a value before it is compared. */
public enum Transformer {
  TOLOWER("tolower"),
  TOUPPER("toupper"),
  B64("b64"),
  BASENAME("basename"),
  LEN("len"),
  JOIN("join"),
  CONCAT("concat"),
  GETOPT("getopt");

  private final String text;

  Transformer(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The transformer of a name that the parser let through. */
  static Transformer of(String name) {
    for (Transformer each : values()) {
      if (each.text.equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException("no transformer " + name);
  }
}
