package org.eyas.engine.syntax;

/** The operators of a comparison with their texts. */
public enum ComparisonOperator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  CONTAINS("contains"),
  ICONTAINS("icontains"),
  BCONTAINS("bcontains"),
  STARTSWITH("startswith"),
  BSTARTSWITH("bstartswith"),
  ENDSWITH("endswith"),
  GLOB("glob"),
  IGLOB("iglob"),
  REGEX("regex"),
  IN("in"),
  INTERSECTS("intersects"),
  PMATCH("pmatch");

  private final String text;

  ComparisonOperator(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The operator with this text; {@code ==} means {@code =}. */
  static ComparisonOperator of(String text) {
    for (ComparisonOperator operator : values()) {
      if (operator.text.equals(text)) {
        return operator;
      }
    }
    return EQUAL;
  }
}
