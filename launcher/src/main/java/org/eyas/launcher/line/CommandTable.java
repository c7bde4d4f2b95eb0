package org.eyas.launcher.line;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All commands: those of a process of their own, and those for the running engine. */
public final class CommandTable {
  /** All of them, in the order of the help. */
  public static final List<Subcommand> ALL =
      Stream.concat(ProcessCommands.ALL.stream(), EngineCommands.all().stream()).toList();

  private CommandTable() {}

  /** The command that a command line begins with. */
  public static Optional<Subcommand> of(String[] args) {
    return args.length == 0 ? Optional.empty() : named(args[0]);
  }

  /** The command with this name. */
  public static Optional<Subcommand> named(String name) {
    return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  /** The error for a word that is not a command. */
  public static UsageException unknown(String word) {
    return new UsageException("there is no command '" + word + "'" + hint(word));
  }

  /** A hint for a word that is not a command: the command that is probably meant, or the list of all. */
  static String hint(String word) {
    String hint = WordSuggestion.hint(word, ALL.stream().map(Subcommand::name).toList());
    return hint.isEmpty() ? "; see --help" : hint;
  }
}
