package org.eyas.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options of the command line, as the launcher hands them on: framework properties {@code eyas.option.KEY}. */
final class LaunchedWith {
  private static final String PREFIX = "eyas.option.";
  private final Function<String, @Nullable String> properties;

  LaunchedWith(Function<String, @Nullable String> properties) {
    this.properties = properties;
  }

  /** The subcommand that the command line begins with; empty where it is a run. */
  String command() {
    String value = properties.apply("eyas.command");
    return value == null ? "" : value;
  }

  boolean has(String key) {
    return properties.apply(PREFIX + key) != null;
  }

  /** The value of an option; empty where it was not given. */
  String text(String key) {
    String value = properties.apply(PREFIX + key);
    return value == null ? "" : value;
  }

  /** The values of an option that may be repeated. */
  List<String> texts(String key) {
    List<String> values = new ArrayList<>();
    for (String value = properties.apply(PREFIX + key + ".0");
        value != null;
        value = properties.apply(PREFIX + key + "." + values.size())) {
      values.add(value);
    }
    return values;
  }
}
