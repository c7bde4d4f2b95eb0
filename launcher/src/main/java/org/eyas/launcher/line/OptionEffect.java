package org.eyas.launcher.line;

/** The effect of an option. */
public sealed interface OptionEffect {
  OptionEffect PASSED = new Passed("");

  /**
   * The option is passed to the bundles under its key.
   *
   * @param advice for the log: what to write instead; empty for most
   */
  record Passed(String advice) implements OptionEffect {}

  /**
   * The option is passed as an override of the configuration, before the overrides of the user.
   *
   * @param override {@code a.b=v}; if it ends in {@code =}, the option's value follows
   */
  record Sets(String override) implements OptionEffect {}

  /**
   * The option has no effect, because it configured something that Eyas does not have: the log says what to do instead.
   */
  record Ignored(String advice) implements OptionEffect {}

  /** Eyas does not have the function of the option: the start ends with the advice. */
  record Refused(String advice) implements OptionEffect {}
}
