package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.eyas.api.alert.Alert;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.ruletest.file.AlertExpectation;
import org.eyas.engine.ruletest.file.RaisedAlert;
import org.eyas.engine.ruletest.file.RuleTestCase;
import org.eyas.engine.ruletest.file.TestFileFaults;
import org.eyas.engine.ruletest.file.TestFileReader;
import org.eyas.engine.ruletest.file.WrittenEvent;

/**
 * An alert that a unit test expects, as the rules raise it for the test's events.
 *
 * @param test the name of the test, for people
 */
public record ExpectedAlert(String test, Alert alert) {

  /**
   * The expected alerts of one rule. Tests that cannot be read and tests that replay a capture are skipped. The alerts
   * have the fields of the rule's own output, with the values of the test. They lack fields that the configuration
   * appends, such as those of containers. A call takes as long as loading the rules.
   *
   * @param bench with the documents of all rules
   * @param tests the content of test files
   * @throws RefusedException if the rules do not load, so that nothing is known about the tests
   */
  public static List<ExpectedAlert> of(TestEnvironment bench, List<RuleDocument> tests, String rule)
      throws RefusedException {
    SequencedMap<String, FieldCatalog> catalogs = bench.writtenCatalogs();
    TestRuleSet rules = TestRuleSet.load(bench.rules(), bench, catalogs);
    List<ExpectedAlert> alerts = new ArrayList<>();
    if (!rules.faults().isEmpty()) {
      throw new RefusedException("The tests of the rules cannot be run: " + rules.faults().getFirst());
    }
    for (RuleDocument document : tests) {
      for (RuleTestCase test : new TestFileReader(catalogs, new TestFileFaults(document.name())).read(document.content())
          .tests()) {
        add(test, rules, rule, alerts);
      }
    }
    return alerts;
  }

  private static void add(RuleTestCase test, TestRuleSet rules, String rule, List<ExpectedAlert> alerts) {
    List<AlertExpectation> expected = test.expected().stream().filter(each -> each.rule().equals(rule)).toList();
    if (expected.isEmpty() || !(test.input() instanceof RuleTestCase.Input.Written(var events))) {
      return;
    }
    Predicate<RaisedAlert> isExpected = seen -> expected.stream().anyMatch(each -> each.matches(seen));
    WrittenRules active = rules.written();
    active.begin();
    for (WrittenEvent event : events) {
      active.alerts(event, true).stream()
          .filter(isExpected)
          .forEach(seen -> alerts.add(new ExpectedAlert(test.name(), seen.alert())));
    }
  }
}
