package org.eyas.bench;

import java.util.Random;
import java.util.Set;

/**
 * Literals of one copy of a rule: each gets a made-up word, so that copies look for different texts, but still share the
 * first or last components of paths, as real rules do.
 */
final class Literals {
  private static final String CONSONANTS = "bcdfghjklmnprstvwz";
  private static final String VOWELS = "aeiou";

  /** How rules write that a value is missing. */
  private static final Set<String> ABSENT = Set.of("<NA>", "N/A", "");

  private final long seed;

  /** @param seed differs from copy to copy */
  Literals(long seed) {
    this.seed = seed;
  }

  /** The literal of this copy; the same result for the same literal. */
  String vary(String operator, String literal) {
    if (ABSENT.contains(literal)) {
      return literal;
    }
    Random random = new Random(seed * 1_000_003 + literal.hashCode());
    String word = word(random);
    if (operator.equals("endswith") && !literal.startsWith("/")) {
      return word + literal;
    }
    if (!literal.startsWith("/") || literal.length() == 1) {
      return literal + word;
    }
    return random.nextBoolean() ? literal + word : "/" + word + literal.substring(1);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }
}
