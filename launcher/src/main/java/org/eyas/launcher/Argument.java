package org.eyas.launcher;

/**
 * One option of the command line.
 *
 * @param key its name among the framework properties: {@code eyas.option.KEY}, or {@code eyas.option.KEY.N} with N from 0
 *     where it may be repeated
 * @param shortName without its dash; may be empty
 * @param longName without its dashes; may be empty
 * @param value how the help names the value; empty for a switch
 */
record Argument(String key, String shortName, String longName, String value, Count count, String description) {
  /** How often an option may be given, and whether its value may be left out. */
  enum Count {
    ONCE,
    REPEATED,
    VALUE_OPTIONAL
  }

  static Argument flag(String key, String shortName, String longName, String description) {
    return new Argument(key, shortName, longName, "", Count.ONCE, description);
  }

  static Argument value(String key, String shortName, String longName, String value, String description) {
    return new Argument(key, shortName, longName, value, Count.ONCE, description);
  }

  static Argument repeated(String key, String shortName, String longName, String value, String description) {
    return new Argument(key, shortName, longName, value, Count.REPEATED, description);
  }

  /** The name that Commons CLI knows it by. */
  String name() {
    return shortName.isEmpty() ? longName : shortName;
  }

  /** As the user writes it: {@code -r} or {@code --version}. */
  String display() {
    return shortName.isEmpty() ? "--" + longName : "-" + shortName;
  }

  /** Whether a word is this option with its value behind it: {@code -M45}. */
  boolean isGluedIn(String word) {
    return !shortName.isEmpty() && !value.isEmpty() && word.startsWith("-" + shortName);
  }
}
