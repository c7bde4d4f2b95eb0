package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.engine.explain.NearMissFinder;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.ruletest.file.AlertExpectation;
import org.eyas.engine.ruletest.file.RaisedAlert;
import org.eyas.engine.ruletest.file.RuleTestCase;
import org.eyas.engine.ruletest.file.TestFilePosition;
import org.eyas.engine.ruletest.file.WrittenEvent;
import org.eyas.engine.ruletest.report.TestFailure;
import org.eyas.engine.ruletest.report.TestResult;
import org.jspecify.annotations.Nullable;

/** Runs the tests of one file. For one thread. */
final class TestRunner {
  private final TestEnvironment bench;
  private final TestRuleSet rules;
  private final boolean verbose;
  private @Nullable LoadResult forCaptures;

  TestRunner(TestEnvironment bench, TestRuleSet rules, boolean verbose) {
    this.bench = bench;
    this.rules = rules;
    this.verbose = verbose;
  }

  TestResult run(RuleTestCase test) throws InterruptedException {
    long start = System.nanoTime();
    List<TestFailure> failures = unknownRules(test);
    if (failures.isEmpty()) {
      failures = outcome(test);
    }
    return new TestResult(test.name(), test.place(), failures, notes(test), System.nanoTime() - start);
  }

  private List<TestFailure> unknownRules(RuleTestCase test) {
    List<TestFailure> failures = new ArrayList<>();
    test.expected().forEach(expected -> unknown(expected.rule(), expected.place()).ifPresent(failures::add));
    test.only().forEach(rule -> unknown(rule, test.place()).ifPresent(failures::add));
    return failures;
  }

  private Optional<TestFailure> unknown(String rule, TestFilePosition place) {
    if (rules.rule(rule).isPresent()) {
      return Optional.empty();
    }
    String hint = NameSuggestion.of(rule, rules.names());
    String message = "there is no rule '" + rule + "'" + (hint.isEmpty() ? "" : "; " + hint);
    return Optional.of(new TestFailure(place, message, List.of()));
  }

  private List<TestFailure> outcome(RuleTestCase test) throws InterruptedException {
    try {
      return switch (test.input()) {
        case RuleTestCase.Input.Written(var events) -> written(test, events);
        case RuleTestCase.Input.Captured(var file) -> captured(test, new CaptureReplay(bench, file));
      };
    } catch (SourceException e) {
      String hint = e.hint().isEmpty() ? "" : "; " + e.hint();
      return List.of(new TestFailure(test.place(), Reason.of(e) + hint, List.of()));
    }
  }

  private List<TestFailure> written(RuleTestCase test, List<WrittenEvent> events) {
    WrittenRules active = rules.written();
    active.begin();
    List<RaisedAlert> alerts = new ArrayList<>();
    events.forEach(event -> alerts.addAll(active.alerts(event, test.matchAll())));
    alerts.addAll(active.end());
    return ExpectationCheck.of(
        test, alerts, expected -> why(expected, test, explainer -> MissReasons.of(explainer, events, expected.event())));
  }

  private List<TestFailure> captured(RuleTestCase test, CaptureReplay run) throws SourceException, InterruptedException {
    LoadResult loaded = forCaptures();
    List<RaisedAlert> alerts = run.alerts(loaded, test.matchAll());
    return ExpectationCheck.of(test, alerts, expected -> why(expected, test, _ -> missed(expected, loaded, run)));
  }

  private LoadResult forCaptures() {
    LoadResult loaded = forCaptures;
    if (loaded == null) {
      loaded = rules.loadForCaptures(bench);
      forCaptures = loaded;
    }
    return loaded;
  }

  private List<String> why(AlertExpectation expected, RuleTestCase test, Function<RuleExplainer, List<String>> explained) {
    LoadedRule rule = rules.rule(expected.rule()).orElseThrow();
    List<String> reasons = MissReasons.independentOfEvents(rule, test);
    return reasons.isEmpty() ? explained.apply(rules.explainer(rule)) : reasons;
  }

  /** Replays the capture again, this time to explain the events. */
  private List<String> missed(AlertExpectation expected, LoadResult loaded, CaptureReplay run) {
    LoadedRule rule =
        loaded.rules().stream().filter(each -> each.name().equals(expected.rule())).findFirst().orElseThrow();
    FieldCatalog catalog = Objects.requireNonNull(bench.context().sources().get(rule.source()));
    NearMissFinder misses = new NearMissFinder(new RuleExplainer(rule, loaded.book(), catalog), 1);
    try {
      run.watch(
          loaded,
          event -> {
            if (expected.event() == 0 || event.sequence() == expected.event()) {
              misses.evaluate(event);
            }
            return true;
          });
    } catch (SourceException e) {
      return List.of(Reason.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("interrupted");
    }
    return MissReasons.of(misses, rule);
  }

  private List<String> notes(RuleTestCase test) {
    return verbose && test.input() instanceof RuleTestCase.Input.Written(var events)
        ? new TestNotes(rules).of(test, events)
        : List.of();
  }
}
