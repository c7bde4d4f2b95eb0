package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.ConditionWarning;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.GoldenFolder;
import org.eyas.engine.compile.GoldenFolder.Block;
import org.eyas.engine.compile.GoldenFolder.Line;
import org.eyas.engine.compile.GoldenFolder.Message;
import org.eyas.engine.compile.Values;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.syntax.TextPosition;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The meaning of conditions, and the messages for wrong ones: every file below {@code testdata/language} is a case.
 *
 * <p>{@code values} has conditions with their result for values of fields, for both back ends; {@code syntax}, {@code check}
 * and {@code warnings} have one condition per file and the message with its line and column; those below {@code newest} are in the
 * language of the newest Falco. With
 * {@code -Deyas.golden=write}, messages are written and not compared.
 */
class GoldenConditionsTest {
  private final FakeFields fields = FakeFields.ofEveryKind();

  @TestFactory
  Stream<DynamicTest> holdsForTheseValues() {
    return GoldenFolder.values().stream().map(block -> dynamicTest(block.condition(), () -> check(block)));
  }

  @TestFactory
  Stream<DynamicTest> theParserSaysWhatIsWrongAndWhere() {
    return Stream.concat(
        cases("syntax", condition -> syntaxError(condition, FalcoVersion.V0_44)),
        cases("newest/syntax", condition -> syntaxError(condition, FalcoVersion.NEWEST)));
  }

  private static String syntaxError(String condition, FalcoVersion version) {
    SyntaxException e = assertThrows(SyntaxException.class, () -> Parser.parse(condition, version));
    return at(e.position()) + e.getMessage();
  }

  @TestFactory
  Stream<DynamicTest> theCheckerSaysWhatDoesNotFitAndWhere() {
    return Stream.concat(
        cases("check", condition -> fault(condition, FalcoVersion.V0_44)),
        cases("newest/check", condition -> fault(condition, FalcoVersion.NEWEST)));
  }

  private String fault(String condition, FalcoVersion version) {
    CheckException e =
        assertThrows(
            CheckException.class, () -> ConditionChecker.check(Parser.parse(condition, version), fields.catalog(), version));
    return at(e.position()) + e.getMessage();
  }

  @TestFactory
  Stream<DynamicTest> warnsOfWhatIsProbablyNotMeant() {
    return cases("warnings",
        condition -> checked(condition).warnings().stream().map(GoldenConditionsTest::text).collect(Collectors.joining("\n")));
  }

  private interface Said {
    String of(String condition) throws Exception;
  }

  private static Stream<DynamicTest> cases(String folder, Said said) {
    List<Message> messages = GoldenFolder.messages(folder);
    return messages.stream().map(each -> dynamicTest(each.file().getFileName().toString(), () -> compare(each, said)));
  }

  private static void compare(Message message, Said said) throws Exception {
    String actual = said.of(message.condition()).strip();
    if (System.getProperty("eyas.golden", "").equals("write")) {
      write(message, actual);
      return;
    }
    assertEquals(message.expected(), actual, message.file().toString());
  }

  private static void write(Message message, String actual) throws IOException {
    Files.writeString(message.file(), (message.condition() + "\n---\n" + actual).stripTrailing() + "\n");
  }

  private static String text(ConditionWarning warning) {
    return warning.kind() + " " + at(warning.position()) + warning.message();
  }

  private static String at(TextPosition position) {
    return position.line() + ":" + position.column() + ": ";
  }

  private void check(Block block) throws Exception {
    BothBackEnds condition = new BothBackEnds(checked(block.condition()));
    for (Line line : block.lines()) {
      fields.values.clear();
      for (String assignment : line.values().split("  ")) {
        int equals = assignment.indexOf('=');
        Values.put(fields, assignment.substring(0, equals), assignment.substring(equals + 1));
      }
      assertEquals(line.expected(), condition.holds(), block.file() + ": " + block.condition() + " for " + line.values());
    }
  }

  private CheckedCondition checked(String condition) throws SyntaxException, CheckException {
    return ConditionChecker.check(Parser.parse(condition), fields.catalog());
  }
}
