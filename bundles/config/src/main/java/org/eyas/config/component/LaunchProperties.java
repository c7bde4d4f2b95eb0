package org.eyas.config.component;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eyas.api.launch.LauncherProperties;
import org.jspecify.annotations.Nullable;

/** The options of the command line, as the launcher passes them: framework properties {@code eyas.option.KEY}. */
public final class LaunchProperties {
  private final Function<String, @Nullable String> properties;

  public LaunchProperties(Function<String, @Nullable String> properties) {
    this.properties = properties;
  }

  /** The subcommand that the command line begins with; empty for a run. */
  String command() {
    return property(LauncherProperties.COMMAND);
  }

  /** The name of the {@link StartCommand.Needs} of the subcommand. */
  String needs() {
    return property(LauncherProperties.COMMAND_NEEDS);
  }

  /** The options of the subcommand and the words after it, by their keys: a text, or an array of those that may be repeated. */
  Map<String, Object> ofSubcommand() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String key : property(LauncherProperties.COMMAND_KEYS).split(",")) {
      all.put(key, has(key) ? text(key) : texts(key).toArray(String[]::new));
    }
    all.remove("");
    return all;
  }

  /** Whether the engine runs for one command of the user, or for some processes. */
  boolean isRunSubcommand() {
    return command().equals("run");
  }

  /** The folder of the program. */
  public Path home() {
    return Path.of(property(LauncherProperties.HOME));
  }

  /** A framework that no launcher has started has no such folder. */
  boolean hasHome() {
    return !property(LauncherProperties.HOME).isEmpty();
  }

  boolean has(String key) {
    return properties.apply(LauncherProperties.OPTION + key) != null;
  }

  /** The value of an option; empty if it was not given. */
  public String text(String key) {
    return property(LauncherProperties.OPTION + key);
  }

  private String property(String name) {
    String value = properties.apply(name);
    return value == null ? "" : value;
  }

  /** The whole number of an option, which the launcher has checked; {@code otherwise} if it was not given. */
  int number(String key, int otherwise) {
    return has(key) ? Integer.parseInt(text(key)) : otherwise;
  }

  /** The whole command line, beginning with the program's name. */
  public String line() {
    String args = properties.apply(LauncherProperties.ARGS);
    return args == null || args.isEmpty() ? "eyas" : "eyas " + args;
  }

  /** The warnings about outdated options. */
  public List<String> warnings() {
    return numbered(LauncherProperties.WARNING);
  }

  /** The values of an option that may be repeated. */
  public List<String> texts(String key) {
    return numbered(LauncherProperties.OPTION + key + ".");
  }

  private List<String> numbered(String prefix) {
    List<String> values = new ArrayList<>();
    for (String value = properties.apply(prefix + "0");
        value != null;
        value = properties.apply(prefix + values.size())) {
      values.add(value);
    }
    return values;
  }
}
