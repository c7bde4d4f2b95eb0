package org.eyas.launcher;

/**
 * An action of a command: the word after it.
 *
 * @param operands how the help names the words after the action
 * @param component whether a component of this process carries it out instead of the running engine
 */
record CommandAction(String name, String operands, String description, Operand operand, boolean component) {
  /** The kind of the words after an action. */
  enum Operand {
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

  CommandAction(String name, String operands, String description, Operand operand) {
    this(name, operands, description, operand, false);
  }

  static CommandAction of(String name, String description) {
    return new CommandAction(name, "", description, Operand.NOTHING);
  }

  static CommandAction named(String name, String operands, String description) {
    return new CommandAction(name, operands, description, Operand.NAME);
  }
}
