package org.eyas.engine.syntax;

import java.util.List;
import java.util.Locale;

/** The syntax tree of a condition. A macro is only a name until the rule loader replaces it by its tree. */
public sealed interface SyntaxTree {
  TextPosition position();

  /** Holds if all of two or more conditions hold. */
  record And(List<SyntaxTree> children, TextPosition position) implements SyntaxTree {
    public And {
      children = List.copyOf(children);
    }
  }

  /** Holds if any of two or more conditions holds. */
  record Or(List<SyntaxTree> children, TextPosition position) implements SyntaxTree {
    public Or {
      children = List.copyOf(children);
    }
  }

  record Not(SyntaxTree child, TextPosition position) implements SyntaxTree {}

  /** A bare identifier: the name of a macro. */
  record MacroName(String name, TextPosition position) implements SyntaxTree {}

  /** {@code left exists}. */
  record Exists(Operand left, TextPosition position) implements SyntaxTree {}

  /** {@code left operator right}. */
  record Comparison(Operand left, ComparisonOperator operator, Modifier modifier, Right right, TextPosition position)
      implements SyntaxTree {}

  /** The way in which a comparison combines the values of a list; {@code NONE} if the operator uses the list itself. */
  enum Modifier {
    NONE,
    ONEOF,
    ANYOF,
    ALLOF;

    static Modifier of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** An operand, which yields a value of an event: a field, or a transformer of other operands. */
  sealed interface Operand extends Right {
    TextPosition position();
  }

  /**
   * A field.
   *
   * @param text as written, with a dotted argument if it has one: the catalog decides where the name ends
   * @param argument the argument in brackets, unquoted; an empty text, and {@code hasArgument} is false, if there are no
   *     brackets
   */
  record Field(String text, String argument, boolean hasArgument, TextPosition position) implements Operand {}

  /** {@code tolower(proc.name)}; {@code argument} as in {@link Field}. */
  record Transform(
      String name, List<Operand> arguments, String argument, boolean hasArgument, TextPosition position)
      implements Operand {
    public Transform {
      arguments = List.copyOf(arguments);
    }
  }

  /** A literal as an argument of a transformer. */
  record Literal(String text, boolean number, TextPosition position) implements Operand {}

  /** A tuple {@code (a, b)} as an argument of a transformer. */
  record Tuple(List<Operand> elements, TextPosition position) implements Operand {
    public Tuple {
      elements = List.copyOf(elements);
    }
  }

  /** The right-hand side of a comparison. A bare {@link Transform} or {@code val(field)} is an {@link Operand}. */
  sealed interface Right {}

  /** One constant, unquoted and with its escapes resolved. */
  record Constant(String text, TextPosition position) implements Right {}

  /** A list of constants in parentheses. */
  record Constants(List<String> texts, TextPosition position) implements Right {
    public Constants {
      texts = List.copyOf(texts);
    }
  }

  /** An identifier in place of a list. The loader replaces list names before parsing, so this one is unknown. */
  record ListName(String name, TextPosition position) implements Right {}
}
