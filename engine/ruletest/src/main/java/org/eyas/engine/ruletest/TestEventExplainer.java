package org.eyas.engine.ruletest;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.ruletest.file.RuleTestCase;
import org.eyas.engine.ruletest.file.TestFile;
import org.eyas.engine.ruletest.file.TestFileFaults;
import org.eyas.engine.ruletest.file.WrittenEvent;

/** Explains a rule for an event of a test file. */
public final class TestEventExplainer {
  private TestEventExplainer() {}

  /**
   * Explains why a rule fires or does not fire.
   *
   * @param name the name of the test; empty if the file has only one
   * @param event the number of the event in the test; 0 for the event for which the fewest checks fail
   */
  public static RuleExplanation of(TestEnvironment bench, String file, String name, String rule, long event)
      throws UnusableInputException {
    TestFileFaults faults = new TestFileFaults(Path.of(file).toString());
    OpenedTestFile opened =
        new OpenedTestFile.Opener(bench)
            .open(Path.of(file), faults)
            .orElseThrow(() -> new UnusableInputException(String.join("\n", faults.lines())));
    RuleExplainer explainer =
        opened
            .rules()
            .rule(rule)
            .map(opened.rules()::explainer)
            .orElseThrow(() -> UnusableInputException.missing("rule", rule, "the rules of " + file, opened.rules().names()));
    return explainer.explain(event(test(opened.file(), name), explainer, event));
  }

  private static RuleTestCase test(TestFile file, String name) throws UnusableInputException {
    List<RuleTestCase> tests = file.tests();
    if (name.isEmpty() && tests.size() == 1) {
      return tests.getFirst();
    }
    List<String> names = tests.stream().map(RuleTestCase::name).toList();
    if (name.isEmpty()) {
      throw new UnusableInputException(
          file.name() + " has several tests; name one with --case: " + String.join(", ", names));
    }
    return tests.stream()
        .filter(test -> test.name().equals(name))
        .findFirst()
        .orElseThrow(() -> UnusableInputException.missing("test", name, file.name(), names));
  }

  private static WrittenEvent event(RuleTestCase test, RuleExplainer explainer, long number) throws UnusableInputException {
    if (!(test.input() instanceof RuleTestCase.Input.Written(var events))) {
      throw new UnusableInputException("test '" + test.name() + "' replays a capture: name it with -e instead of --test");
    }
    return events.stream()
        .filter(event -> number == 0 || event.sequence() == number)
        .min(Comparator.comparing((WrittenEvent event) -> !explainer.isEvaluatedFor(event))
            .thenComparing(explainer::distance))
        .orElseThrow(() -> new UnusableInputException("test '" + test.name() + "' has " + events.size() + " events"
            + (number == 0 ? "" : ", no event " + number)));
  }
}
