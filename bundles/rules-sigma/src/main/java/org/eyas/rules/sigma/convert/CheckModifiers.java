package org.eyas.rules.sigma.convert;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eyas.rules.sigma.rule.SigmaException;

/** The words after a field: {@code contains|all}. */
record CheckModifiers(List<String> words) {
  private static final Set<String> PLACES = Set.of("contains", "startswith", "endswith");
  private static final Set<String> ENCODINGS = Set.of("base64", "base64offset", "wide", "utf16le", "utf16be", "utf16", "windash");
  private static final Set<String> COMPARISONS = Set.of("lt", "lte", "gt", "gte");
  private static final Set<String> OTHERS =
      Set.of("all", "cased", "exists", "neq", "re", "i", "m", "s", "cidr", "expand", "fieldref");

  static CheckModifiers of(List<String> words) throws SigmaException {
    CheckModifiers modifiers = new CheckModifiers(words);
    for (String word : words) {
      if (!PLACES.contains(word) && !ENCODINGS.contains(word) && !COMPARISONS.contains(word) && !OTHERS.contains(word)) {
        throw new SigmaException("the modifier '" + word + "' has no counterpart in Eyas");
      }
    }
    modifiers.requireOneType();
    return modifiers;
  }

  private void requireOneType() throws SigmaException {
    long types = words.stream().filter(Set.of("re", "cidr", "exists", "fieldref")::contains).count()
        + words.stream().filter(COMPARISONS::contains).count();
    boolean submodified = has("i") || has("m") || has("s");
    if (types > 1 || submodified && !has("re") || words.stream().filter(PLACES::contains).count() > 1) {
      throw new SigmaException("the modifiers '" + String.join("|", words) + "' do not go together");
    }
  }

  boolean has(String word) {
    return words.contains(word);
  }

  /** The words that change a value, in their order. */
  List<String> encodings() {
    return words.stream().filter(ENCODINGS::contains).toList();
  }

  /** Whether the field may have other text before the value. */
  boolean anyBefore() {
    return has("contains") || has("endswith");
  }

  boolean anyAfter() {
    return has("contains") || has("startswith");
  }

  boolean isPlain() {
    return words.stream()
        .allMatch(word -> word.equals("all") || word.equals("neq") || word.equals("cased") || word.equals("expand"));
  }

  /** The operator that compares numbers. */
  Optional<String> comparison() {
    return words.stream().filter(COMPARISONS::contains).findFirst().map(word -> switch (word) {
      case "lt" -> "<";
      case "lte" -> "<=";
      case "gt" -> ">";
      default -> ">=";
    });
  }
}
