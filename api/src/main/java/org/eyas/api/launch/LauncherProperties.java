package org.eyas.api.launch;

/**
 * Names of the properties by which the launcher passes its command line to the bundles, and by which the start script and a bundle
 * configure the launcher. Framework properties are read with {@code BundleContext.getProperty}. The names are constants, as those
 * of {@link LauncherServices}.
 */
public final class LauncherProperties {
  /** The folder of the program; a framework property. */
  public static final String HOME = "eyas.home";

  /** The whole command line; a framework property. */
  public static final String ARGS = "eyas.args";

  /** The prefix of the framework property of an option. */
  public static final String OPTION = "eyas.option.";

  /** The framework property that names the subcommand. */
  public static final String COMMAND = "eyas.command";

  /** The framework property with the parts that the subcommand needs. */
  public static final String COMMAND_NEEDS = COMMAND + ".needs";

  /** The framework property with the keys of the options of the subcommand, comma-separated. */
  public static final String COMMAND_KEYS = COMMAND + ".keys";

  /** The prefix of the framework properties with warnings about outdated options, numbered from 0. */
  public static final String WARNING = "eyas.warning.";

  /** The framework property with the reason of a careful start; other starts do not have it. */
  public static final String CAREFUL = "eyas.start.careful";

  /** The level of the log, as Falco names it; a system property, as all that follow. */
  public static final String LOG_LEVEL = "eyas.log.level";

  /** Whether the log is written to standard error. */
  public static final String LOG_STDERR = "eyas.log.stderr";

  /** Whether the times of the log are in ISO 8601. */
  public static final String LOG_ISO8601 = "eyas.log.iso8601";

  /** Whether lines are kept for a service that copies the log. */
  public static final String LOG_COPIES = "eyas.log.copies";

  /** Whether standard error is a terminal. The start script sets it, and the three others below. */
  public static final String TERMINAL = "eyas.terminal";

  /** Whether standard error is a terminal that shows colours. */
  public static final String COLOUR = "eyas.colour";

  /** Whether standard output is a terminal. */
  public static final String TERMINAL_OUT = TERMINAL + ".out";

  /** Whether standard output is a terminal that shows colours. */
  public static final String COLOUR_OUT = COLOUR + ".out";

  private LauncherProperties() {}
}
