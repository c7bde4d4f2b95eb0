package org.eyas.launcher.line;

import java.util.stream.Stream;

/**
 * An action of a command: the word after it.
 *
 * @param operands how the help names the words after the action
 * @param component whether a component of this process carries it out instead of the running engine
 */
public record CommandAction(String name, String operands, String description, Operand operand, boolean component) {
  /** The kind of the words after an action. */
  public enum Operand {
    NOTHING,
    /** A name that the engine knows. */
    NAME,
    /** Words that only the engine interprets. */
    WORDS,
    /** A file that the engine opens. */
    PATH,
    /** A file that this process reads and sends. */
    CONTENT
  }

  public CommandAction(String name, String operands, String description, Operand operand) {
    this(name, operands, description, operand, false);
  }

  /** The least number of words after it: of those that the help does not put into brackets. */
  int leastWords() {
    return (int) words().filter(word -> !word.startsWith("[")).count();
  }

  /** The greatest number of words after it. */
  int mostWords() {
    return operands.contains("...") ? LineCheck.MANY : (int) words().count();
  }

  private Stream<String> words() {
    return operands.isEmpty() ? Stream.empty() : Stream.of(operands.split(" "));
  }

  static CommandAction of(String name, String description) {
    return new CommandAction(name, "", description, Operand.NOTHING);
  }

  static CommandAction named(String name, String operands, String description) {
    return new CommandAction(name, operands, description, Operand.NAME);
  }
}
