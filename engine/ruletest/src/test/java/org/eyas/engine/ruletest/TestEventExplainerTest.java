package org.eyas.engine.ruletest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.engine.explain.ExplanationJson;
import org.eyas.engine.explain.ExplanationText;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.explain.TerminalColours;
import org.eyas.json.write.CompactJson;
import org.junit.jupiter.api.Test;

/**
 * Explanations of one rule for the events of {@code testdata/explain/events_test.yaml}, as text and as JSON. With
 * {@code -Deyas.golden=write}, they are written and not compared.
 */
class TestEventExplainerTest {
  private static final Path FOLDER = Path.of("testdata/explain");

  private static RuleExplanation explain(String test, long event) throws UnusableInputException {
    return TestEventExplainer.of(TestBench.create(), FOLDER + "/events_test.yaml", test, "Shell", event);
  }

  private static void compare(String test, String file) throws Exception {
    RuleExplanation explanation = explain(test, 1);
    golden(file + ".txt", ExplanationText.of(explanation, TerminalColours.NONE));
    golden(file + ".json", CompactJson.of(ExplanationJson.of(explanation)) + "\n");
  }

  private static void golden(String name, String actual) throws IOException {
    Path expected = FOLDER.resolve(name);
    if (System.getProperty("eyas.golden", "").equals("write")) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual, name);
  }

  @Test
  void showsWhichPartsMadeARuleFire() throws Exception {
    compare("fires", "fires");
  }

  @Test
  void showsWhichPartsKeptARuleFromFiring() throws Exception {
    compare("does not fire", "does-not-fire");
  }

  @Test
  void saysThatARuleIsNotEvaluatedForATypeOfEvents() throws Exception {
    compare("another type", "another-type");
  }

  @Test
  void usesColoursOnlyIfRequested() throws Exception {
    RuleExplanation explanation = explain("fires", 0);
    assertEquals(-1, ExplanationText.of(explanation, TerminalColours.NONE).indexOf('\u001b'));
    String coloured = ExplanationText.of(explanation, new TerminalColours(true));
    assertEquals(
        ExplanationText.of(explanation, TerminalColours.NONE), coloured.replaceAll("\u001b\\[[0-9]+m", ""), coloured);
  }

  @Test
  void reportsNamesThatDoNotExist() {
    assertEquals(
        "there is no test 'fire' in testdata/explain/events_test.yaml; did you mean 'fires'?",
        failure("fire", "Shell", 0));
    assertEquals(
        "there is no rule 'Shel' in the rules of testdata/explain/events_test.yaml; did you mean 'Shell'?",
        failure("fires", "Shel", 0));
    assertEquals("test 'fires' has 1 events, no event 3", failure("fires", "Shell", 3));
    assertEquals(
        "testdata/explain/events_test.yaml has several tests; name one with --case: fires, does not fire, another type",
        failure("", "Shell", 0));
  }

  private static String failure(String test, String rule, long event) {
    return assertThrows(
        UnusableInputException.class,
        () -> TestEventExplainer.of(TestBench.create(), FOLDER + "/events_test.yaml", test, rule, event))
        .getMessage();
  }
}
