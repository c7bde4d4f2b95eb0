package org.eyas.launcher;

/** What comes of an option that is given. */
sealed interface Fate {
  Fate PASSED = new Passed("");

  /**
   * It reaches the bundles under its key.
   *
   * @param advice for the log: what to write in its place; empty for most
   */
  record Passed(String advice) implements Fate {}

  /**
   * It reaches them as if it were an override of the configuration, in front of those of the user.
   *
   * @param override {@code a.b=v}; where it ends in {@code =}, the option's value follows
   */
  record Sets(String override) implements Fate {}

  /** It only tuned what is not there: the log says what to do instead. */
  record Ignored(String advice) implements Fate {}

  /** To pass over it would lose what it asks for: the start ends with the advice. */
  record Refused(String advice) implements Fate {}
}
