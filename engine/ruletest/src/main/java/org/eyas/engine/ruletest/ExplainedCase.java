package org.eyas.engine.ruletest;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.RuleExplanation;

/** Explains a rule for an event of a test file. */
public final class ExplainedCase {
  private ExplainedCase() {}

  /**
   * Explains why a rule fires or does not fire.
   *
   * @param name the name of the test; empty if the file has only one
   * @param event the number of the event in the test; 0 for the event for which the fewest checks fail
   */
  public static RuleExplanation of(Workbench bench, String file, String name, String rule, long event)
      throws UnusableException {
    Faults faults = new Faults(Path.of(file).toString());
    OpenedFile opened =
        new OpenedFile.Opener(bench)
            .open(Path.of(file), faults)
            .orElseThrow(() -> new UnusableException(String.join("\n", faults.lines())));
    RuleExplainer explainer =
        opened
            .rules()
            .rule(rule)
            .map(opened.rules()::explainer)
            .orElseThrow(() -> UnusableException.missing("rule", rule, "the rules of " + file, opened.rules().names()));
    return explainer.explain(event(test(opened.file(), name), explainer, event));
  }

  private static RuleTest test(TestFile file, String name) throws UnusableException {
    List<RuleTest> tests = file.tests();
    if (name.isEmpty() && tests.size() == 1) {
      return tests.getFirst();
    }
    List<String> names = tests.stream().map(RuleTest::name).toList();
    if (name.isEmpty()) {
      throw new UnusableException(
          file.name() + " has several tests; name one with --case: " + String.join(", ", names));
    }
    return tests.stream()
        .filter(test -> test.name().equals(name))
        .findFirst()
        .orElseThrow(() -> UnusableException.missing("test", name, file.name(), names));
  }

  private static WrittenEvent event(RuleTest test, RuleExplainer explainer, long number) throws UnusableException {
    if (!(test.input() instanceof RuleTest.Input.Written(var events))) {
      throw new UnusableException("test '" + test.name() + "' replays a capture: name it with -e instead of --test");
    }
    return events.stream()
        .filter(event -> number == 0 || event.sequence() == number)
        .min(Comparator.comparing((WrittenEvent event) -> !explainer.considers(event))
            .thenComparing(explainer::distance))
        .orElseThrow(() -> new UnusableException("test '" + test.name() + "' has " + events.size() + " events"
            + (number == 0 ? "" : ", no event " + number)));
  }
}
