package org.eyas.launcher.line;

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
public record Subcommand(
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
  public boolean runsCommand() {
    return place == CommandPlace.RUN;
  }

  /** Whether the word after the command names an action. */
  public boolean hasNamedActions() {
    return actions.stream().anyMatch(action -> !action.name().isEmpty());
  }

  public List<String> actionNames() {
    return actions.stream().map(CommandAction::name).toList();
  }

  /** The actions that are followed by a name that the engine knows. */
  public List<String> namedActions() {
    return actions.stream().filter(action -> action.operand() == CommandAction.Operand.NAME).map(CommandAction::name).toList();
  }

  /**
   * The action whose name is the first of the words after the command; the default action if there are no words.
   *
   * @throws UsageException if there is no such action, or it needs more or fewer words
   */
  public CommandAction actionOf(List<String> words) throws UsageException {
    if (!hasNamedActions()) {
      return counted(actions.getFirst(), words);
    }
    if (words.isEmpty()) {
      return actions.getFirst();
    }
    for (CommandAction action : actions) {
      if (action.name().equals(words.getFirst())) {
        return counted(action, words.subList(1, words.size()));
      }
    }
    String hint = WordSuggestion.hint(words.getFirst(), actionNames());
    throw new UsageException(
        "there is no '" + call("") + " " + words.getFirst() + "'" + (hint.isEmpty() ? "; " + helpLine() : hint));
  }

  private CommandAction counted(CommandAction action, List<String> words) throws UsageException {
    if (words.size() < action.leastWords()) {
      throw new UsageException(
          call(action.name()) + " needs " + action.operands() + ": " + call(action.name()) + " " + action.operands() + "; "
              + helpLine());
    }
    if (words.size() > action.mostWords()) {
      String advice = action.operands().isEmpty() ? helpLine() : "quote a text that contains blanks";
      throw new UsageException(call(action.name()) + " accepts no '" + words.get(action.mostWords()) + "'; " + advice);
    }
    return action;
  }

  private String call(String action) {
    return ("eyas " + name + " " + action).stripTrailing();
  }

  private String helpLine() {
    return "see eyas " + name + " --help";
  }
}
