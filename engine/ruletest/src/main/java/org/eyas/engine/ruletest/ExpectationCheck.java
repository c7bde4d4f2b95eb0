package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eyas.engine.ruletest.file.AlertExpectation;
import org.eyas.engine.ruletest.file.RaisedAlert;
import org.eyas.engine.ruletest.file.RuleTestCase;
import org.eyas.engine.ruletest.file.TestFilePosition;
import org.eyas.engine.ruletest.report.TestFailure;

/** Compares the alerts of a test with the expected alerts. An unexpected alert is a failure too. */
final class ExpectationCheck {
  private static final int SHOWN = 3;

  private final RuleTestCase test;
  private final Function<AlertExpectation, List<String>> reasons;
  private final List<RaisedAlert> alerts;
  // Compared by identity, because two events may cause equal alerts.
  private final Set<RaisedAlert> left = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<AlertExpectation, Integer> missing = new LinkedHashMap<>();
  private final Set<String> claimed = new LinkedHashSet<>();
  private final List<TestFailure> failures = new ArrayList<>();

  private ExpectationCheck(RuleTestCase test, List<RaisedAlert> alerts, Function<AlertExpectation, List<String>> reasons) {
    this.test = test;
    this.reasons = reasons;
    this.alerts = alerts;
    alerts.stream().filter(seen -> test.counts(seen.alert().rule())).forEach(left::add);
  }

  /** @param reasons returns lines that say why an expected rule did not fire; called only in this case */
  static List<TestFailure> of(RuleTestCase test, List<RaisedAlert> alerts, Function<AlertExpectation, List<String>> reasons) {
    ExpectationCheck comparison = new ExpectationCheck(test, alerts, reasons);
    comparison.claimAll();
    test.expected().stream().filter(comparison.missing::containsKey).forEach(comparison::missed);
    comparison.unexpected();
    return comparison.failures;
  }

  private void claimAll() {
    test.expected().stream()
        .sorted(Comparator.comparing(expectation -> -expectation.constraints()))
        .forEach(this::claim);
  }

  private void claim(AlertExpectation expected) {
    int most = expected.open() ? Integer.MAX_VALUE : expected.count();
    int found = removeMatching(expected::matches, most).size();
    if (found > 0) {
      claimed.add(expected.rule());
    }
    if (found < expected.count()) {
      missing.put(expected, expected.count() - found);
    }
  }

  private List<RaisedAlert> removeMatching(Predicate<RaisedAlert> wanted, int most) {
    List<RaisedAlert> taken = alerts.stream().filter(left::contains).filter(wanted).limit(most).toList();
    taken.forEach(left::remove);
    return taken;
  }

  private void missed(AlertExpectation expected) {
    int missingCount = missing.getOrDefault(expected, 0);
    List<RaisedAlert> others = removeMatching(expected::isAbout, missingCount);
    String rule = "rule '" + expected.rule() + "'";
    if (!others.isEmpty()) {
      claimed.add(expected.rule());
      RaisedAlert first = others.getFirst();
      List<String> lines = new ArrayList<>();
      expected.differences(first).forEach(difference -> lines.addAll(difference.lines().toList()));
      fail(expected.place(), rule + " fired for event " + first.event() + ", but not as expected", lines);
      return;
    }
    int fired = expected.count() - missingCount;
    if (fired > 0) {
      String wanted = (expected.open() ? "at least " : "") + expected.count();
      fail(expected.place(), rule + " fired " + times(fired) + ", expected " + wanted, List.of());
      return;
    }
    String event = expected.event() > 0 ? " for event " + expected.event() : "";
    fail(expected.place(), rule + " did not fire" + event, reasons.apply(expected));
  }

  private void unexpected() {
    Map<String, List<RaisedAlert>> byRule = new LinkedHashMap<>();
    alerts.stream()
        .filter(left::contains)
        .forEach(seen -> byRule.computeIfAbsent(seen.alert().rule(), _ -> new ArrayList<>()).add(seen));
    byRule.forEach(
        (rule, seenOften) -> {
          String more = claimed.contains(rule) ? " more than expected" : ", which the test does not expect";
          List<String> lines = new ArrayList<>();
          seenOften.stream()
              .limit(SHOWN)
              .forEach(seen -> lines.add("event " + seen.event() + ": " + seen.alert().message()));
          if (seenOften.size() > SHOWN) {
            lines.add("... " + (seenOften.size() - SHOWN) + " more");
          }
          fail(test.place(), "rule '" + rule + "' fired " + times(seenOften.size()) + more, lines);
        });
  }

  private void fail(TestFilePosition place, String message, List<String> details) {
    failures.add(new TestFailure(place, message, details));
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }
}
