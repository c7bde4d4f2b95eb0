package org.eyas.engine.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Parses operands, which yield values of an event: fields and transformers. */
final class OperandParser {
  private static final List<String> TRANSFORMERS =
      List.of("tolower", "toupper", "b64", "basename", "len", "join", "concat", "getopt");
  private static final List<String> OPENINGS = TRANSFORMERS.stream().map(name -> name + "(").toList();
  private static final String VAL = "val(";

  static final List<String> TRANSFORMERS_AND_VAL = Stream.concat(Stream.of("val"), TRANSFORMERS.stream()).toList();

  private final Scanner scanner;
  private final int deepest;
  private int depth;
  private boolean valFollows;

  OperandParser(Scanner scanner, int deepest) {
    this.scanner = scanner;
    this.deepest = deepest;
  }

  /**
   * Enters one more rule of the grammar. The limit keeps a hostile text from exhausting the stack. Which rules count is that of
   * Falco's parser; the rule that is one too deep fails.
   */
  void enter() throws SyntaxException {
    if (++depth >= deepest) {
      throw error("exceeded max depth limit of " + deepest);
    }
  }

  void leave() {
    depth--;
  }

  /** Scans the name of a transformer with its opening parenthesis, which is part of the token. */
  boolean transformerName() {
    return scanner.oneOf(OPENINGS);
  }

  /**
   * Scans the name of an expression that may stand on the right-hand side as a value of the event: a transformer or
   * {@code val}.
   */
  boolean rightSideFollows() throws SyntaxException {
    enter();
    leave();
    valFollows = scanner.literal(VAL);
    return valFollows || transformerName();
  }

  /** Parses the rest of the expression that {@link #rightSideFollows} began. */
  SyntaxTree.Operand rightSide(TextPosition position) throws SyntaxException {
    enter();
    SyntaxTree.Operand operand = valFollows ? valRest(position) : transformRest(scanner.token(), position);
    leave();
    return operand;
  }

  /** Parses the rest of a field after its name. */
  SyntaxTree.Field fieldRest(String name, TextPosition position) throws SyntaxException {
    enter();
    boolean hasArgument = scanner.literal("[");
    SyntaxTree.Field field = new SyntaxTree.Field(name, hasArgument ? argument() : "", hasArgument, position);
    leave();
    return field;
  }

  /** Parses the rest of a transformer after its name and opening parenthesis. */
  SyntaxTree.Transform transformRest(String opening, TextPosition position) throws SyntaxException {
    enter();
    List<SyntaxTree.Operand> arguments = new ArrayList<>();
    do {
      arguments.add(transformArgument());
      scanner.blanks();
    } while (scanner.literal(","));
    leave();
    return closed(opening.substring(0, opening.length() - 1), arguments, position);
  }

  private SyntaxTree.Transform valRest(TextPosition position) throws SyntaxException {
    scanner.blanks();
    TextPosition inner = scanner.position();
    if (!scanner.fieldName()) {
      throw error("expected a field within 'val' transformer");
    }
    SyntaxTree.Field field = fieldRest(scanner.token(), inner);
    scanner.blanks();
    return closed("val", List.of(field), position);
  }

  private SyntaxTree.Transform closed(String name, List<SyntaxTree.Operand> arguments, TextPosition position)
      throws SyntaxException {
    if (!scanner.literal(")")) {
      throw error("expected a ')' token closing the transformer");
    }
    boolean hasArgument = scanner.literal("[");
    return new SyntaxTree.Transform(name, arguments, hasArgument ? argument() : "", hasArgument, position);
  }

  private String argument() throws SyntaxException {
    if (!scanner.quotedText() && !scanner.bareArgument()) {
      throw error("expected a valid field argument: a quoted string or a bare string");
    }
    String argument = scanner.token();
    if (!scanner.literal("]")) {
      throw error("expected a ']' token");
    }
    return argument;
  }

  private SyntaxTree.Operand transformArgument() throws SyntaxException {
    enter();
    scanner.blanks();
    TextPosition position = scanner.position();
    SyntaxTree.Operand argument =
        scanner.literal("(")
            ? tuple(position)
            : element("expected field transformer argument: "
                + "field, transformer, quoted string, number, or transformer list");
    leave();
    return argument;
  }

  private SyntaxTree.Tuple tuple(TextPosition position) throws SyntaxException {
    List<SyntaxTree.Operand> elements = new ArrayList<>();
    scanner.blanks();
    if (scanner.literal(")")) {
      return new SyntaxTree.Tuple(elements, position);
    }
    do {
      scanner.blanks();
      elements.add(element("expected transformer list argument: field, transformer, quoted string, or number"));
      scanner.blanks();
    } while (scanner.literal(","));
    if (!scanner.literal(")")) {
      throw error("expected ')'");
    }
    return new SyntaxTree.Tuple(elements, position);
  }

  private SyntaxTree.Operand element(String expected) throws SyntaxException {
    TextPosition position = scanner.position();
    if (scanner.number()) {
      return new SyntaxTree.Literal(scanner.token(), true, position);
    }
    if (scanner.quotedText()) {
      return new SyntaxTree.Literal(scanner.token(), false, position);
    }
    if (transformerName()) {
      return transformRest(scanner.token(), position);
    }
    if (scanner.fieldName()) {
      return fieldRest(scanner.token(), position);
    }
    throw error(expected);
  }

  private SyntaxException error(String message) {
    return new SyntaxException(message, scanner.position());
  }
}
