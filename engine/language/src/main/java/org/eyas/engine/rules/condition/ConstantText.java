package org.eyas.engine.rules.condition;

/** Writes a constant of a condition, in quotes if it cannot stand without them. */
final class ConstantText {
  private static final String NEED_QUOTES = " \b\f\n\r\t\\\"'=\0";

  private ConstantText() {}

  static void append(String text, StringBuilder out) {
    if (text.chars().noneMatch(c -> NEED_QUOTES.indexOf(c) >= 0)) {
      out.append(text);
      return;
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      appendEscaped(text.charAt(i), out);
    }
    out.append('"');
  }

  private static void appendEscaped(char c, StringBuilder out) {
    switch (c) {
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      case '"' -> out.append("\\\"");
      default -> out.append(c);
    }
  }
}
