package org.eyas.engine.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.engine.syntax.SyntaxTree.Modifier;
import org.eyas.engine.syntax.SyntaxTree.Right;
import org.eyas.engine.text.FalcoVersion;

/**
 * Parses a condition: checks joined by {@code and}, {@code or}, {@code not} and parentheses.
 *
 * <p>The parser works by recursive descent, with one method per rule of the grammar. {@code not} binds tighter than
 * {@code and}, and {@code and} binds tighter than {@code or}. The messages are those that users of Falco know.
 */
public final class Parser {
  private static final int DEEPEST = 1000;

  /** The limit for the fields of output templates in the newest version. */
  private static final int DEEPEST_OPERAND = 100;

  private static final List<String> NUMBER_OPERATORS = ComparisonOperator.texts(OperandKind.NUMBER);
  private static final List<String> SYMBOL_OPERATORS = ComparisonOperator.texts(OperandKind.TEXT_AFTER_SYMBOL);
  private static final List<String> WORD_OPERATORS = ComparisonOperator.texts(OperandKind.TEXT_AFTER_WORD);
  private static final List<String> LIST_OPERATORS = ComparisonOperator.texts(OperandKind.LIST);
  private static final List<String> MODIFIERS = List.of("oneof", "anyof", "allof");

  private final Scanner scanner;
  private final ParseDepth depth;
  private final OperandParser operands;

  private Parser(String text, int deepest, FalcoVersion version, UnaryOperator<String> known) {
    scanner = new Scanner(text, version, known);
    depth = new ParseDepth(scanner, deepest, version);
    operands = new OperandParser(scanner, depth);
  }

  /** The tree of a whole text in the language of Falco 0.44. */
  public static SyntaxTree parse(String text) throws SyntaxException {
    return parse(text, FalcoVersion.V0_44);
  }

  /** The tree of a whole text. */
  public static SyntaxTree parse(String text, FalcoVersion version) throws SyntaxException {
    return parse(text, version, token -> token);
  }

  /**
   * The tree of a whole text.
   *
   * @param known maps a name or constant that occurs in many texts to one shared object
   */
  public static SyntaxTree parse(String text, FalcoVersion version, UnaryOperator<String> known) throws SyntaxException {
    if (text.isEmpty()) {
      throw new SyntaxException("filter input string is empty", TextPosition.START);
    }
    return new Parser(text, DEEPEST, version, known).whole();
  }

  /** The tree of a whole text with another limit of depth. */
  static SyntaxTree parse(String text, int deepest, FalcoVersion version) throws SyntaxException {
    return new Parser(text, deepest, version, token -> token).whole();
  }

  /**
   * An operand at the start of a longer text.
   *
   * @param length its length in characters
   */
  public record Prefix(SyntaxTree.Operand operand, int length) {}

  /** Parses the field or transformer at the beginning of a text, for output templates. */
  public static Prefix operandPrefix(String text, FalcoVersion version) throws SyntaxException {
    Parser parser = new Parser(text, version.keepsBytes() ? DEEPEST_OPERAND : DEEPEST, version, token -> token);
    SyntaxTree.Operand operand = parser.fieldOrTransformer();
    return new Prefix(operand, parser.scanner.position().offset());
  }

  private SyntaxTree.Operand fieldOrTransformer() throws SyntaxException {
    depth.enter();
    TextPosition start = scanner.position();
    return scanner.fieldName() ? operands.fieldRest(scanner.token(), start) : transformer(start);
  }

  private SyntaxTree.Operand transformer(TextPosition start) throws SyntaxException {
    if (!operands.transformerName()) {
      throw error("unexpected token after '" + scanner.token() + "'");
    }
    return operands.transformRest(scanner.token(), start);
  }

  /** All operators as they are written, in the order of the messages. */
  public static List<String> operators() {
    return Stream.of(List.of("exists"), NUMBER_OPERATORS, SYMBOL_OPERATORS, WORD_OPERATORS, LIST_OPERATORS)
        .flatMap(List::stream)
        .toList();
  }

  /** The operators that are followed by a list. */
  public static List<String> listOperators() {
    return LIST_OPERATORS;
  }

  private SyntaxTree whole() throws SyntaxException {
    SyntaxTree expr = or();
    if (!scanner.atEnd()) {
      throw error("unexpected token after '" + scanner.token() + "', expecting 'or', 'and'");
    }
    return expr;
  }

  private SyntaxTree or() throws SyntaxException {
    depth.enter();
    scanner.blanks();
    TextPosition position = scanner.position();
    List<SyntaxTree> children = new ArrayList<>();
    children.add(and());
    while (scanner.literal("or")) {
      children.add(inParenthesesAfter("or") ? embedded() : and());
      scanner.blanks();
    }
    depth.leave();
    return children.size() == 1 ? children.getFirst() : new SyntaxTree.Or(children, position);
  }

  private SyntaxTree and() throws SyntaxException {
    depth.enter();
    scanner.blanks();
    TextPosition position = scanner.position();
    List<SyntaxTree> children = new ArrayList<>();
    children.add(not());
    scanner.blanks();
    while (scanner.literal("and")) {
      children.add(inParenthesesAfter("and") ? embedded() : not());
      scanner.blanks();
    }
    depth.leave();
    return children.size() == 1 ? children.getFirst() : new SyntaxTree.And(children, position);
  }

  private boolean inParenthesesAfter(String keyword) throws SyntaxException {
    if (scanner.blanks()) {
      return false;
    }
    if (!scanner.literal("(")) {
      throw error("expected blank or '(' after '" + keyword + "'");
    }
    return true;
  }

  private SyntaxTree not() throws SyntaxException {
    depth.enter();
    scanner.blanks();
    TextPosition position = scanner.position();
    boolean negated = false;
    while (scanner.notKeyword()) {
      negated = !negated;
    }
    boolean embedded = scanner.literal("not(");
    SyntaxTree child = embedded ? embedded() : check();
    depth.leave();
    return negated != embedded ? new SyntaxTree.Not(child, position) : child;
  }

  private SyntaxTree embedded() throws SyntaxException {
    depth.enterLevel();
    SyntaxTree child = or();
    scanner.blanks();
    if (!scanner.literal(")")) {
      throw error("expected a ')' token");
    }
    depth.leaveLevel();
    return child;
  }

  private SyntaxTree check() throws SyntaxException {
    depth.enter();
    SyntaxTree check = uncountedCheck();
    depth.leave();
    return check;
  }

  private SyntaxTree uncountedCheck() throws SyntaxException {
    scanner.blanks();
    TextPosition position = scanner.position();
    if (scanner.literal("(")) {
      return embedded();
    }
    if (scanner.fieldName()) {
      return condition(operands.fieldRest(scanner.token(), position), position);
    }
    if (operands.transformerName()) {
      return condition(operands.transformRest(scanner.token(), position), position);
    }
    if (scanner.identifier()) {
      return new SyntaxTree.MacroName(scanner.token(), position);
    }
    throw error("expected a '(' token, a field check, or an identifier");
  }

  private SyntaxTree condition(SyntaxTree.Operand left, TextPosition position) throws SyntaxException {
    depth.enter();
    SyntaxTree condition = uncountedCondition(left, position);
    depth.leave();
    return condition;
  }

  private SyntaxTree uncountedCondition(SyntaxTree.Operand left, TextPosition position) throws SyntaxException {
    scanner.blanks();
    if (scanner.literal("exists")) {
      return new SyntaxTree.Exists(left, position);
    }
    if (scanner.oneOf(NUMBER_OPERATORS)) {
      ComparisonOperator operator = operator();
      return new SyntaxTree.Comparison(left, operator, Modifier.NONE, numberOrOperand(), position);
    }
    boolean symbol = scanner.oneOf(SYMBOL_OPERATORS);
    if (symbol || scanner.wordOf(WORD_OPERATORS)) {
      ComparisonOperator operator = operator();
      return textComparison(left, operator, !symbol || scanner.blanks(), position);
    }
    if (scanner.oneOf(LIST_OPERATORS)) {
      ComparisonOperator operator = operator();
      return new SyntaxTree.Comparison(left, operator, Modifier.NONE, listOrOperand(), position);
    }
    throw error("expected a valid check operator: one of " + quoted(operators()));
  }

  private ComparisonOperator operator() {
    return ComparisonOperator.of(scanner.token());
  }

  /**
   * Parses a comparison of texts. A modifier counts only if a list follows: {@code proc.name = anyof and ...} compares
   * with a word.
   */
  private SyntaxTree textComparison(SyntaxTree.Operand left, ComparisonOperator operator, boolean afterBlank,
      TextPosition position)
      throws SyntaxException {
    Scanner.Mark mark = scanner.mark();
    if (afterBlank && scanner.wordOf(MODIFIERS)) {
      Modifier modifier = Modifier.of(scanner.token());
      if (scanner.listFollows() && !scanner.keywordFollows()) {
        return new SyntaxTree.Comparison(left, operator, modifier, listOrName(), position);
      }
      scanner.reset(mark);
    }
    return new SyntaxTree.Comparison(left, operator, Modifier.NONE, textOrOperand(), position);
  }

  private Right numberOrOperand() throws SyntaxException {
    depth.enter();
    scanner.blanks();
    TextPosition position = scanner.position();
    Right right = operands.rightSide(position);
    if (right == null) {
      if (!scanner.number()) {
        throw error("expected a number value or a field with a valid transformer: " + transformers());
      }
      right = new SyntaxTree.Constant(scanner.token(), position);
    }
    depth.leave();
    return right;
  }

  private Right textOrOperand() throws SyntaxException {
    depth.enter();
    scanner.blanks();
    TextPosition position = scanner.position();
    Right right = operands.rightSide(position);
    if (right == null) {
      if (!scanner.quotedText() && !scanner.bareText()) {
        throw error("expected a string value or a field with a valid transformer: " + transformers());
      }
      right = new SyntaxTree.Constant(scanner.token(), position);
    }
    depth.leave();
    return right;
  }

  /** Parses the list or name that {@link Scanner#listFollows} found. */
  private Right listOrName() throws SyntaxException {
    depth.enter();
    TextPosition position = scanner.position();
    Right right;
    if (scanner.literal("(")) {
      right = list(position);
    } else {
      scanner.identifier();
      right = new SyntaxTree.ListName(scanner.token(), position);
    }
    depth.leave();
    return right;
  }

  private Right listOrOperand() throws SyntaxException {
    depth.enter();
    scanner.blanks();
    TextPosition position = scanner.position();
    Right right = scanner.literal("(") ? list(position) : operands.rightSide(position);
    if (right == null) {
      if (!scanner.identifier()) {
        throw error("expected a list, an identifier, or a field with a valid transformer: " + transformers());
      }
      right = new SyntaxTree.ListName(scanner.token(), position);
    }
    depth.leave();
    return right;
  }

  private Right list(TextPosition position) throws SyntaxException {
    List<String> texts = new ArrayList<>();
    scanner.blanks();
    if (firstElement()) {
      texts.add(scanner.token());
      scanner.blanks();
      while (scanner.literal(",")) {
        texts.add(element());
        scanner.blanks();
      }
    }
    if (!scanner.literal(")")) {
      throw error("expected a ')' token");
    }
    return new SyntaxTree.Constants(texts, position);
  }

  /**
   * Scans the first value of a list. As in Falco, a wrong escape in it, or too much depth, is not an error of its own: the value is
   * skipped, and the list must end there.
   */
  private boolean firstElement() throws SyntaxException {
    int before = depth.current();
    try {
      depth.enter();
    } catch (SyntaxException ignored) {
      depth.returnTo(before);
      return false;
    }
    try {
      return scanner.quotedText() || scanner.bareText();
    } catch (EscapeException ignored) {
      return false;
    } finally {
      depth.leave();
    }
  }

  private String element() throws SyntaxException {
    depth.enter();
    scanner.blanks();
    if (scanner.quotedText() || scanner.bareText()) {
      depth.leave();
      return scanner.token();
    }
    throw error("expected a string value");
  }

  private static String transformers() {
    return quoted(OperandParser.FALCO_TRANSFORMERS_AND_VAL);
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }

  private SyntaxException error(String message) {
    return new SyntaxException(message, scanner.position());
  }
}
