package org.eyas.engine.check;

/** The transformers that change a value before it is compared. */
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

  /** The transformer with this name, which the parser has already accepted. */
  static Transformer of(String name) {
    for (Transformer each : values()) {
      if (each.text.equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown transformer " + name);
  }
}
