package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.eyas.config.yaml.ConfigException;

/**
 * A command that a start can execute: the run, or a command that prints something and exits.
 *
 * @param pid the PID of its component
 * @param needs the parts that must be configured for it
 * @param isRequested whether the command line requests it
 * @param properties makes its properties from options and configuration
 */
public record StartCommand(String pid, Needs needs, Predicate<LaunchProperties> isRequested, Properties properties) {
  private static final String PIDS = "org.eyas.command.";

  /** The parts that must be configured for a command. Each constant includes those before it. */
  public enum Needs {
    /** Not even a configuration. */
    NOTHING,
    CONFIGURATION,
    /** The bundles that the configuration selects. */
    BUNDLES,
    /** The settings of the engine, but neither rules nor events. */
    ENGINE,
    RULES,
    /**
     * Everything that a run needs before it opens anything. The start of such a command is logged like that of a run.
     */
    START
  }

  /** Makes the properties of a command. */
  @FunctionalInterface
  interface Properties {
    Map<String, Object> of(LaunchProperties options, ConfigTree tree) throws ConfigException;
  }

  /** A command whose PID ends with the name of its option. */
  static StartCommand of(String option, Needs needs, Properties properties) {
    return new StartCommand(pid(option), needs, options -> options.has(option), properties);
  }

  /** The subcommand: the launcher has checked its line, and says what it needs. Its options become its properties. */
  static StartCommand ofSubcommand(LaunchProperties options) {
    String pid = pid(options.command());
    Properties properties =
        (_, tree) -> {
          Map<String, Object> all = new LinkedHashMap<>(KeyProperties.of(tree, pid));
          all.putAll(options.ofSubcommand());
          return all;
        };
    return new StartCommand(pid, Needs.valueOf(options.needs()), _ -> true, properties);
  }

  /** The PID of the command with this name. */
  static String pid(String name) {
    return PIDS + name.replace('.', '-');
  }

  public boolean needs(Needs part) {
    return needs.compareTo(part) >= 0;
  }
}
