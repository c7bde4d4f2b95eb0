package org.eyas.engine.rules.document;

import org.eyas.schema.check.NearestWord;

/** Suggests a known name that is similar to a wrong one. */
public final class NameSuggestion {
  private NameSuggestion() {}

  /** {@code did you mean 'X'?}, or an empty text if no name is similar. */
  public static String of(String wrong, Iterable<String> names) {
    return NearestWord.of(wrong, names).map(name -> "did you mean '" + name + "'?").orElse("");
  }
}
