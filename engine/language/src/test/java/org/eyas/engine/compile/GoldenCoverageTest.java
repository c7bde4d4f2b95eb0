package org.eyas.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.field.FieldDefinition;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.ConditionWarning;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.check.FieldTransformer;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.check.ValueChecker;
import org.eyas.engine.compile.GoldenFolder.Block;
import org.eyas.engine.compile.GoldenFolder.Line;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.syntax.SyntaxTree;
import org.junit.jupiter.api.Test;

/** Fails if an operator, a transformer, a message or a warning has no case below {@code testdata/language}. */
class GoldenCoverageTest {
  private static final Path SOURCES = Path.of("src/main/java/org/eyas/engine");

  /** The calls that create a message in the two packages, up to the end of the statement. */
  private static final Pattern MESSAGE =
      Pattern.compile("(?:\\berror|fault|(?:Syntax|Escape|Check|Value)Exception|require)\\(([^;]*);", Pattern.DOTALL);

  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Messages without a case: for trees that only macros create, and for a value that is too long for a file (RuleLimitsTest has it). */
  private static final Set<String> WITHOUT_TEXT = Set.of("filter error: condition is nested more than ", "...' has more than ");

  private final FakeFields fields = FakeFields.ofEveryKind();

  @Test
  void everyOperatorOfEveryKindOfValueIsTrueAndFalseInACase() throws Exception {
    Set<String> wanted = new TreeSet<>();
    for (FieldDefinition field : fields.classes().getFirst().fields()) {
      for (String check : checksOf(field)) {
        if (isAccepted(check)) {
          wanted.add(kind(Parser.parse(check)));
        }
      }
    }
    assertTrue(wanted.size() > 150, "operators by kind of value: " + wanted.size());
    wanted.removeAll(seenTrueAndFalse());
    assertEquals(Set.of(), wanted);
  }

  @Test
  void everyTransformerIsTrueAndFalseInACase() throws Exception {
    Set<String> wanted = Stream.of(FieldTransformer.values()).map(FieldTransformer::text).collect(Collectors.toSet());
    wanted.removeAll(seenTrueAndFalse());
    assertEquals(Set.of(), wanted);
  }

  @Test
  void everyMessageOfParserAndCheckerHasACase() throws IOException {
    String said = Stream.of("syntax", "check", "newest/syntax", "newest/check")
        .flatMap(folder -> GoldenFolder.messages(folder).stream())
        .map(GoldenFolder.Message::expected)
        .collect(Collectors.joining("\n"));
    List<String> texts = messageTexts();
    assertTrue(texts.size() > 60, "texts of messages in the sources: " + texts.size());

    assertEquals(List.of(), texts.stream().filter(text -> !said.contains(text)).toList());
  }

  @Test
  void everyWarningHasACase() {
    String said = GoldenFolder.messages("warnings").stream()
        .map(GoldenFolder.Message::expected)
        .collect(Collectors.joining("\n"));
    for (ConditionWarning.Kind kind : ConditionWarning.Kind.values()) {
      assertTrue(said.contains(kind + " "), kind.toString());
    }
  }

  /** Every way to compare a field; its type does not allow most of them. */
  private static List<String> checksOf(FieldDefinition field) {
    String constant =
        switch (field.type().form()) {
          case TEXT, SIGNED, UNSIGNED, DOUBLE, OTHER -> "1";
          case BUFFER -> "41";
          case BOOL -> "true";
          case ADDRESS -> "::1";
          case NETWORK -> "::/1";
        };
    List<String> checks = new ArrayList<>();
    for (String operator : Parser.operators()) {
      String left = field.name() + " " + operator + " ";
      boolean list = Parser.listOperators().contains(operator);
      checks.add(operator.equals("exists") ? left : left + (list ? "(" + constant + ")" : constant));
      checks.add(left + "val(" + field.name() + ")");
      Stream.of("anyof", "oneof", "allof").forEach(word -> checks.add(left + word + " (" + constant + ")"));
    }
    return checks;
  }

  private boolean isAccepted(String check) {
    try {
      ConditionChecker.check(Parser.parse(check), fields.catalog());
      return true;
    } catch (SyntaxException | CheckException e) {
      return false;
    }
  }

  private Set<String> seenTrueAndFalse() throws Exception {
    Map<String, Set<Boolean>> answers = new HashMap<>();
    for (Block block : GoldenFolder.values()) {
      SyntaxTree expr = Parser.parse(block.condition());
      for (String kind : List.of(kind(expr), transformer(expr))) {
        Set<Boolean> seen = answers.computeIfAbsent(kind, k -> new HashSet<>());
        block.lines().stream().map(Line::expected).forEach(seen::add);
      }
    }
    return answers.entrySet().stream()
        .filter(entry -> entry.getValue().size() == 2)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The kinds of value, operator and constants of a comparison: {@code ONE TEXT startswith ANYOF}. */
  private String kind(SyntaxTree expr) throws CheckException {
    return switch (expr) {
      case SyntaxTree.Exists exists -> kind(exists.left()) + " exists";
      case SyntaxTree.Comparison comparison -> kind(comparison.left()) + " " + comparison.operator().text() + " "
          + (comparison.right() instanceof SyntaxTree.Operand ? "value" : comparison.modifier());
      case SyntaxTree.And and -> "and";
      case SyntaxTree.Or or -> "or";
      case SyntaxTree.Not not -> "not";
      case SyntaxTree.MacroName macro -> "macro";
    };
  }

  private String kind(SyntaxTree.Operand operand) throws CheckException {
    TypedValue value = new ValueChecker(fields.catalog()).check(operand);
    return value.shape() + " " + value.type().form();
  }

  private static String transformer(SyntaxTree expr) {
    return switch (expr) {
      case SyntaxTree.Exists(SyntaxTree.Transform transform, var position) -> transform.name();
      case SyntaxTree.Comparison(SyntaxTree.Transform transform, var operator, var modifier, var right, var position) ->
        transform.name();
      default -> "";
    };
  }

  private static List<String> messageTexts() throws IOException {
    Set<String> texts = new TreeSet<>();
    for (String folder : List.of("syntax", "check")) {
      try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
        files.forEach(file -> addMessages(GoldenFolder.read(file), texts));
      }
    }
    texts.removeAll(WITHOUT_TEXT);
    return List.copyOf(texts);
  }

  /** The longest literal of each statement represents its message. */
  private static void addMessages(String source, Set<String> texts) {
    Matcher statements = MESSAGE.matcher(source);
    while (statements.find()) {
      String longest = "";
      Matcher literals = TEXT.matcher(statements.group(1));
      while (literals.find()) {
        longest = literals.group(1).length() > longest.length() ? literals.group(1) : longest;
      }
      if (longest.length() > 3) {
        texts.add(longest.translateEscapes());
      }
    }
  }
}
