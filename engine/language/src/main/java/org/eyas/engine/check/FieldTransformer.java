package org.eyas.engine.check;

/** The transformers that change a value before it is compared. */
public enum FieldTransformer {
  TOLOWER("tolower"),
  TOUPPER("toupper"),
  B64("b64"),
  BASENAME("basename"),
  LEN("len"),
  JOIN("join"),
  CONCAT("concat"),
  GETOPT("getopt"),
  ENTROPY("entropy");

  private final String text;

  FieldTransformer(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The transformer with this name, which the parser has already accepted. */
  static FieldTransformer of(String name) {
    for (FieldTransformer each : values()) {
      if (each.text.equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException("unknown transformer " + name);
  }
}
