package org.eyas.launcher;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A first word of the command line that does something other than running the engine: {@code eyas test FILE}.
 *
 * <p>It becomes the framework property {@code eyas.command}; the words after it that are not options become
 * {@code eyas.option.operand.0}, {@code .1} and so on. A component with the PID {@code org.eyas.command.NAME} carries it out, and
 * gets the options that are given as properties of their keys.
 *
 * @param operands how the help names those words
 * @param arguments its own options; those of a run are not options of a subcommand
 * @param actions the first words that may follow it; a command for the running engine that only does one thing has one action
 *     without a name
 * @param overrides keys of the configuration that it sets, before those of {@code -o}
 * @param examples lines for its help
 */
record Subcommand(
    String name,
    String operands,
    String description,
    CommandPlace place,
    List<OptionDefinition> arguments,
    List<CommandAction> actions,
    List<LineCheck> checks,
    List<String> overrides,
    List<CommandExample> examples) {
  Subcommand(String name, String operands, String description, CommandPlace place, List<OptionDefinition> arguments,
      List<CommandAction> actions) {
    this(name, operands, description, place, arguments, actions, List.of(), List.of(), List.of());
  }

  static final List<Subcommand> ALL =
      Stream.concat(ProcessCommands.ALL.stream(), EngineCommands.all().stream()).toList();

  /** The same with these rules for its line. */
  Subcommand checked(LineCheck... rules) {
    return new Subcommand(name, operands, description, place, arguments, actions, List.of(rules), overrides, examples);
  }

  /** The same with these keys of the configuration. */
  Subcommand setting(List<String> keys) {
    return new Subcommand(name, operands, description, place, arguments, actions, checks, keys, examples);
  }

  /** The same with one more example. */
  Subcommand example(String line, String effect) {
    List<CommandExample> more = Stream.concat(examples.stream(), Stream.of(new CommandExample(line, effect))).toList();
    return new Subcommand(name, operands, description, place, arguments, actions, checks, overrides, more);
  }

  /** The action that a component of this process carries out, if the first of the words names one. */
  Optional<CommandAction> componentAction(List<String> words) {
    return actions.stream().filter(CommandAction::component).filter(action -> words.indexOf(action.name()) == 0).findFirst();
  }

  /** Whether the operands are the command line of another program, with its own options. */
  boolean runsCommand() {
    return name.equals(ProcessCommands.RUN);
  }

  /** Whether the word after the command names an action. */
  boolean hasNamedActions() {
    return actions.stream().anyMatch(action -> !action.name().isEmpty());
  }

  List<String> actionNames() {
    return actions.stream().map(CommandAction::name).toList();
  }

  /** The actions that are followed by a name that the engine knows. */
  List<String> namedActions() {
    return actions.stream().filter(action -> action.operand() == CommandAction.Operand.NAME).map(CommandAction::name).toList();
  }

  /** The subcommand that a command line begins with. */
  static Optional<Subcommand> of(String[] args) {
    return args.length == 0 ? Optional.empty() : named(args[0]);
  }

  static Optional<Subcommand> named(String name) {
    return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  /** The error for a word that is not a subcommand. */
  static UsageException unknown(String word) {
    String hint = WordSuggestion.hint(word, ALL.stream().map(Subcommand::name).toList());
    return new UsageException("there is no command '" + word + "'" + (hint.isEmpty() ? "; see --help" : hint));
  }
}
