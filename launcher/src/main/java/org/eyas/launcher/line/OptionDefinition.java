package org.eyas.launcher.line;

import java.util.List;

/**
 * One option of the command line.
 *
 * @param key its name among the framework properties: {@code eyas.option.KEY}, or {@code eyas.option.KEY.N} with N from
 *     0 if it may be repeated
 * @param shortName without its dash; may be empty
 * @param longName without its dashes; may be empty
 * @param value its value
 * @param count the number of times that it may be given
 * @param effect its effect
 */
public record OptionDefinition(
    String key, String shortName, String longName, OptionValue value, Count count, OptionEffect effect, String description) {
  /** How often an option may be given, and whether its value may be omitted. */
  public enum Count {
    ONCE,
    REPEATED,
    VALUE_OPTIONAL
  }

  static OptionDefinition flag(String key, String shortName, String longName, String description) {
    return new OptionDefinition(key, shortName, longName, OptionValue.NONE, Count.ONCE, OptionEffect.PASSED, description);
  }

  static OptionDefinition value(String key, String shortName, String longName, String value, String description) {
    return new OptionDefinition(key, shortName, longName, OptionValue.text(value), Count.ONCE, OptionEffect.PASSED, description);
  }

  static OptionDefinition repeated(String key, String shortName, String longName, String value, String description) {
    return new OptionDefinition(key, shortName, longName, OptionValue.text(value), Count.REPEATED, OptionEffect.PASSED,
        description);
  }

  static OptionDefinition optional(String key, String shortName, String longName, String value, String description) {
    return new OptionDefinition(key, shortName, longName, OptionValue.text(value), Count.VALUE_OPTIONAL, OptionEffect.PASSED,
        description);
  }

  /** Returns this option with a value that is a whole number. */
  OptionDefinition ofNumber() {
    return with(new OptionValue(value.name(), OptionValue.Kind.WHOLE, List.of()), effect);
  }

  /** Returns this option with a value that is a number of seconds. */
  OptionDefinition ofSeconds() {
    return with(new OptionValue(value.name(), OptionValue.Kind.SECONDS, List.of()), effect);
  }

  /** Returns this option with a value of the form {@code KEY=VALUE}. */
  OptionDefinition ofSetting() {
    return with(new OptionValue(value.name(), OptionValue.Kind.SETTING, List.of()), effect);
  }

  /** Returns this option with one of a few values, in any case. */
  OptionDefinition oneOf(String... choices) {
    return with(new OptionValue(value.name(), OptionValue.Kind.TEXT, List.of(choices)), effect);
  }

  /** Returns this option as a short form of {@code -o KEY=VALUE}. */
  OptionDefinition sets(String override) {
    return with(value, new OptionEffect.Sets(override));
  }

  /** Returns this option as a deprecated one, which works; the log says what to write instead. */
  OptionDefinition outdated(String advice) {
    return with(value, new OptionEffect.Passed(advice));
  }

  /**
   * Returns this option without an effect: it configured something that Eyas does not have. The log says what to do
   * instead.
   */
  OptionDefinition ignored(String advice) {
    return with(value, new OptionEffect.Ignored(advice));
  }

  /** Returns this option as one that ends the start, because Eyas does not have its function. */
  OptionDefinition refused(String advice) {
    return with(value, new OptionEffect.Refused(advice));
  }

  private OptionDefinition with(OptionValue newValue, OptionEffect newEffect) {
    return new OptionDefinition(key, shortName, longName, newValue, count, newEffect, description);
  }

  /** The name of the option in Commons CLI. */
  String name() {
    return shortName.isEmpty() ? longName : shortName;
  }

  /** The option as the user writes it: {@code -r} or {@code --version}. */
  public String display() {
    return shortName.isEmpty() ? "--" + longName : "-" + shortName;
  }

  /** All its spellings, with dashes. */
  public List<String> spellings() {
    if (shortName.isEmpty() || longName.isEmpty()) {
      return List.of(display());
    }
    return List.of("-" + shortName, "--" + longName);
  }

  public boolean takesValue() {
    return !value.name().isEmpty();
  }

  /** Whether a word is this option followed by its value: {@code -M45}. */
  boolean isJoinedIn(String word) {
    return !shortName.isEmpty() && takesValue() && word.startsWith("-" + shortName);
  }
}
