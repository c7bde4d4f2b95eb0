package org.eyas.rules.sigma.convert;

/**
 * A part of a pattern: text, or a wildcard.
 *
 * @param text the characters as they are; for a wildcard, {@code *} or {@code ?}
 */
record Part(String text, boolean isWildcard) {
  static final Part ANY = new Part("*", true);
  static final Part ONE = new Part("?", true);

  static Part literal(String text) {
    return new Part(text, false);
  }
}
