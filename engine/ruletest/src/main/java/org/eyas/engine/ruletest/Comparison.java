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

/** Compares the alerts of a test with the expected alerts. An unexpected alert is a failure too. */
final class Comparison {
  private static final int SHOWN = 3;

  private final RuleTest test;
  private final Function<Expectation, List<String>> reasons;
  private final List<SeenAlert> alerts;
  // Compared by identity, because two events may cause equal alerts.
  private final Set<SeenAlert> left = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Expectation, Integer> missing = new LinkedHashMap<>();
  private final Set<String> claimed = new LinkedHashSet<>();
  private final List<Failure> failures = new ArrayList<>();

  private Comparison(RuleTest test, List<SeenAlert> alerts, Function<Expectation, List<String>> reasons) {
    this.test = test;
    this.reasons = reasons;
    this.alerts = alerts;
    alerts.stream().filter(seen -> test.counts(seen.alert().rule())).forEach(left::add);
  }

  /** @param reasons returns lines that say why an expected rule did not fire; called only in this case */
  static List<Failure> of(RuleTest test, List<SeenAlert> alerts, Function<Expectation, List<String>> reasons) {
    Comparison comparison = new Comparison(test, alerts, reasons);
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

  private void claim(Expectation expected) {
    int most = expected.open() ? Integer.MAX_VALUE : expected.count();
    int found = take(expected::matches, most).size();
    if (found > 0) {
      claimed.add(expected.rule());
    }
    if (found < expected.count()) {
      missing.put(expected, expected.count() - found);
    }
  }

  private List<SeenAlert> take(Predicate<SeenAlert> wanted, int most) {
    List<SeenAlert> taken = alerts.stream().filter(left::contains).filter(wanted).limit(most).toList();
    taken.forEach(left::remove);
    return taken;
  }

  private void missed(Expectation expected) {
    int missingCount = missing.getOrDefault(expected, 0);
    List<SeenAlert> others = take(expected::isAbout, missingCount);
    String rule = "rule '" + expected.rule() + "'";
    if (!others.isEmpty()) {
      claimed.add(expected.rule());
      SeenAlert first = others.getFirst();
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
    Map<String, List<SeenAlert>> byRule = new LinkedHashMap<>();
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

  private void fail(Place place, String message, List<String> details) {
    failures.add(new Failure(place, message, details));
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }
}
