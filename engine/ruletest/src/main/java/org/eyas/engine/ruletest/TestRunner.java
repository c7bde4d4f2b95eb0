package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.engine.explain.NearMisses;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.Suggestion;
import org.jspecify.annotations.Nullable;

/** Runs the tests of one file. For one thread. */
final class TestRunner {
  private final Workbench bench;
  private final RuleSet rules;
  private final boolean verbose;
  private @Nullable LoadResult forCaptures;

  TestRunner(Workbench bench, RuleSet rules, boolean verbose) {
    this.bench = bench;
    this.rules = rules;
    this.verbose = verbose;
  }

  TestResult run(RuleTest test) throws InterruptedException {
    long start = System.nanoTime();
    List<Failure> failures = unknownRules(test);
    if (failures.isEmpty()) {
      failures = outcome(test);
    }
    return new TestResult(test.name(), test.place(), failures, notes(test), System.nanoTime() - start);
  }

  private List<Failure> unknownRules(RuleTest test) {
    List<Failure> failures = new ArrayList<>();
    test.expected().forEach(expected -> unknown(expected.rule(), expected.place()).ifPresent(failures::add));
    test.only().forEach(rule -> unknown(rule, test.place()).ifPresent(failures::add));
    return failures;
  }

  private Optional<Failure> unknown(String rule, Place place) {
    if (rules.rule(rule).isPresent()) {
      return Optional.empty();
    }
    String hint = Suggestion.of(rule, rules.names());
    String message = "there is no rule '" + rule + "'" + (hint.isEmpty() ? "" : "; " + hint);
    return Optional.of(new Failure(place, message, List.of()));
  }

  private List<Failure> outcome(RuleTest test) throws InterruptedException {
    try {
      return switch (test.input()) {
        case RuleTest.Input.Written(var events) -> written(test, events);
        case RuleTest.Input.Captured(var file) -> captured(test, new CaptureRun(bench, file));
      };
    } catch (SourceException e) {
      String hint = e.hint().isEmpty() ? "" : "; " + e.hint();
      return List.of(new Failure(test.place(), Reason.of(e) + hint, List.of()));
    }
  }

  private List<Failure> written(RuleTest test, List<WrittenEvent> events) {
    WrittenRules active = rules.written();
    active.begin();
    List<SeenAlert> alerts = new ArrayList<>();
    events.forEach(event -> alerts.addAll(active.alerts(event, test.matchAll())));
    alerts.addAll(active.end());
    return Comparison.of(
        test, alerts, expected -> why(expected, test, explainer -> Reasons.of(explainer, events, expected.event())));
  }

  private List<Failure> captured(RuleTest test, CaptureRun run) throws SourceException, InterruptedException {
    LoadResult loaded = forCaptures();
    List<SeenAlert> alerts = run.alerts(loaded, test.matchAll());
    return Comparison.of(test, alerts, expected -> why(expected, test, _ -> missed(expected, loaded, run)));
  }

  private LoadResult forCaptures() {
    LoadResult loaded = forCaptures;
    if (loaded == null) {
      loaded = rules.loadForCaptures(bench);
      forCaptures = loaded;
    }
    return loaded;
  }

  private List<String> why(Expectation expected, RuleTest test, Function<RuleExplainer, List<String>> explained) {
    LoadedRule rule = rules.rule(expected.rule()).orElseThrow();
    List<String> reasons = Reasons.independentOfEvents(rule, test);
    return reasons.isEmpty() ? explained.apply(rules.explainer(rule)) : reasons;
  }

  /** Replays the capture again, this time to explain the events. */
  private List<String> missed(Expectation expected, LoadResult loaded, CaptureRun run) {
    LoadedRule rule =
        loaded.rules().stream().filter(each -> each.name().equals(expected.rule())).findFirst().orElseThrow();
    FieldCatalog catalog = Objects.requireNonNull(bench.context().sources().get(rule.source()));
    NearMisses misses = new NearMisses(new RuleExplainer(rule, loaded.book(), catalog), 1);
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
    return Reasons.of(misses, rule);
  }

  private List<String> notes(RuleTest test) {
    return verbose && test.input() instanceof RuleTest.Input.Written(var events)
        ? new Notes(rules).of(test, events)
        : List.of();
  }
}
