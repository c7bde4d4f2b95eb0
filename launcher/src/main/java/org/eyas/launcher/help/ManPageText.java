package org.eyas.launcher.help;

import java.util.Locale;

/** The text of one manual page, in the macros of man(7). */
final class ManPageText {
  private final StringBuilder out = new StringBuilder();

  /** Begins a page of section 1. */
  ManPageText(String name, String version, String description) {
    out.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1 \"\" \"Eyas ").append(version).append("\" \"Eyas\"\n");
    // No hyphenation and no justification: options would be split.
    out.append(".nh\n.ad l\n");
    section("NAME").text(name + " - " + description);
  }

  ManPageText section(String title) {
    out.append(".SH \"").append(title).append("\"\n");
    return this;
  }

  void subsection(String title) {
    out.append(".SS \"").append(escaped(title)).append("\"\n");
  }

  /** Adds a line of the synopsis: the literal words, then the placeholders. */
  void usage(String typed, String rest) {
    out.append(".B ").append(escaped(typed)).append('\n').append(escaped(rest)).append("\n.br\n");
  }

  void item(String name, String description) {
    out.append(".TP\n.B ").append(escaped(name)).append('\n');
    text(description);
  }

  void text(String text) {
    out.append(escaped(text)).append('\n');
  }

  // A backslash begins an escape, a minus is printed as a hyphen that cannot be copied, and a first dot or quote is a request.
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
