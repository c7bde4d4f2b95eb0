package org.eyas.engine.syntax;

/** The right side of a comparison, which its operator decides. Each may also be a field or a transformer. */
public enum OperandKind {
  /** One number. */
  NUMBER,
  /** One text, or a modifier and a list of texts. The text may follow without a blank. */
  TEXT_AFTER_SYMBOL,
  /** The same after a blank. */
  TEXT_AFTER_WORD,
  /** A list in parentheses. */
  LIST
}
