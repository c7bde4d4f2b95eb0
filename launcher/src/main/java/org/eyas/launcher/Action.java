package org.eyas.launcher;

/**
 * What a command for the running engine can do: the word behind it.
 *
 * @param operands how the help names what follows
 */
record Action(String name, String operands, String description, Operand operand) {
  /** What follows an action. */
  enum Operand {
    NOTHING,
    /** A name that the engine knows. */
    NAME,
    /** Words that mean something to the engine alone. */
    WORDS,
    /** A file that the engine opens. */
    PATH,
    /** A file that is read here and sent. */
    CONTENT
  }

  static Action of(String name, String description) {
    return new Action(name, "", description, Operand.NOTHING);
  }

  static Action named(String name, String operands, String description) {
    return new Action(name, operands, description, Operand.NAME);
  }
}
