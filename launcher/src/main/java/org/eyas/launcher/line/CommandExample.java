package org.eyas.launcher.line;

import java.util.List;

/**
 * A command line that {@code --help} and the manual pages show.
 *
 * @param line the line as a user types it into a shell
 */
public record CommandExample(String line, String effect) {
  /** The examples of a run, which has no command. */
  public static final List<CommandExample> OF_RUN =
      List.of(
          new CommandExample("eyas", "Watch this machine with the configuration in /etc/eyas/eyas.yaml."),
          new CommandExample("eyas -r my_rules.yaml -o json_output=true", "Use other rules, and print alerts as JSON."),
          new CommandExample("eyas -e capture.scap -r my_rules.yaml", "Find what the rules find in a capture file, and exit."),
          new CommandExample("eyas -V my_rules.yaml", "Check a rules file, and exit."));
}
