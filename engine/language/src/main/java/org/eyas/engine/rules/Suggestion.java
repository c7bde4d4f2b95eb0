package org.eyas.engine.rules;

import org.eyas.schema.check.Nearest;

/** Suggests a known name that is similar to a wrong one. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code did you mean 'X'?}, or an empty text if no name is similar. */
  public static String of(String wrong, Iterable<String> names) {
    return Nearest.of(wrong, names).map(name -> "did you mean '" + name + "'?").orElse("");
  }
}
