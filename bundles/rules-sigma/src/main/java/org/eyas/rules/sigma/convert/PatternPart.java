package org.eyas.rules.sigma.convert;

/**
 * A part of a pattern: text, or a wildcard.
 *
 * @param text the characters as they are; for a wildcard, {@code *} or {@code ?}
 */
record PatternPart(String text, boolean isWildcard) {
  static final PatternPart ANY = new PatternPart("*", true);
  static final PatternPart ONE = new PatternPart("?", true);

  static PatternPart literal(String text) {
    return new PatternPart(text, false);
  }
}
