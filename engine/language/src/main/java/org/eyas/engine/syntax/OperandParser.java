package org.eyas.engine.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses operands, which yield values of an event: fields and transformers. */
final class OperandParser {
  private static final List<String> FALCO_TRANSFORMERS =
      List.of("tolower", "toupper", "b64", "basename", "len", "join", "concat", "getopt");
  private static final List<String> OPENINGS =
      Stream.concat(FALCO_TRANSFORMERS.stream(), Stream.of("entropy")).map(name -> name + "(").toList();
  private static final String VAL = "val(";

  /** The transformers that Falco's messages list. */
  static final List<String> FALCO_TRANSFORMERS_AND_VAL = Stream.concat(Stream.of("val"), FALCO_TRANSFORMERS.stream()).toList();

  private final Scanner scanner;
  private final ParseDepth depth;

  OperandParser(Scanner scanner, ParseDepth depth) {
    this.scanner = scanner;
    this.depth = depth;
  }

  /** Scans the name of a transformer with its opening parenthesis, which is part of the token. */
  boolean transformerName() {
    return scanner.oneOf(OPENINGS);
  }

  /**
   * Parses an expression on the right-hand side that is a value of the event: a transformer or {@code val}. Null if there is none.
   */
  SyntaxTree.@Nullable Operand rightSide(TextPosition position) throws SyntaxException {
    depth.enter();
    SyntaxTree.Operand operand = null;
    if (scanner.literal(VAL)) {
      operand = valRest(position);
    } else if (transformerName()) {
      operand = transformRest(scanner.token(), position);
    }
    depth.leave();
    return operand;
  }

  /** Parses the rest of a field after its name. */
  SyntaxTree.Field fieldRest(String name, TextPosition position) throws SyntaxException {
    depth.enter();
    boolean hasArgument = scanner.literal("[");
    SyntaxTree.Field field = new SyntaxTree.Field(name, hasArgument ? argument() : "", hasArgument, position);
    depth.leave();
    return field;
  }

  /** Parses the rest of a transformer after its name and opening parenthesis. */
  SyntaxTree.Transform transformRest(String opening, TextPosition position) throws SyntaxException {
    depth.enterLevel();
    List<SyntaxTree.Operand> arguments = new ArrayList<>();
    do {
      depth.enter();
      arguments.add(transformArgument());
      depth.leave();
      scanner.blanks();
    } while (scanner.literal(","));
    SyntaxTree.Transform transform = closed(opening.substring(0, opening.length() - 1), arguments, position);
    depth.leaveLevel();
    return transform;
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
    scanner.blanks();
    TextPosition position = scanner.position();
    if (scanner.literal("(")) {
      return tuple(position);
    }
    return element("expected field transformer argument: "
        + "field, transformer, quoted string, number, or transformer list");
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
