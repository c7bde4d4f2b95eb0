package org.eyas.engine.ruletest;

import java.util.List;
import java.util.Objects;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.engine.explain.NearMissFinder;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/** Explains a rule for the events of a capture file. */
public final class CaptureExplainer {
  private static final int LISTED = 10;

  private final LoadResult loaded;
  private final RuleExplainer explainer;
  private final CaptureReplay run;
  private final String file;
  private @Nullable RuleExplanation found;
  private long last;

  private CaptureExplainer(LoadResult loaded, RuleExplainer explainer, CaptureReplay run, String file) {
    this.loaded = loaded;
    this.explainer = explainer;
    this.run = run;
    this.file = file;
  }

  /** @throws UnusableInputException if there is no such rule, or if it is for events of another source */
  public static CaptureExplainer of(TestEnvironment bench, LoadResult loaded, String rule, String file)
      throws UnusableInputException {
    List<String> names = loaded.rules().stream().map(LoadedRule::name).toList();
    LoadedRule wanted =
        loaded.rules().stream()
            .filter(each -> each.name().equals(rule))
            .findFirst()
            .orElseThrow(() -> UnusableInputException.missing("rule", rule, "the loaded rules", names));
    FieldCatalog catalog = Objects.requireNonNull(bench.context().sources().get(wanted.source()));
    try {
      CaptureReplay run = new CaptureReplay(bench, file);
      if (!wanted.sources().contains(run.eventSource())) {
        throw new UnusableInputException(
            "rule '" + rule + "' is for events of source " + wanted.source() + ", but captures contain "
                + run.eventSource());
      }
      return new CaptureExplainer(loaded, new RuleExplainer(wanted, loaded.book(), catalog), run, file);
    } catch (SourceException e) {
      throw unusable(e);
    }
  }

  /** Explains why the rule fires or does not fire for the event with this number. */
  public RuleExplanation event(long number) throws UnusableInputException, InterruptedException {
    try {
      run.watch(
          loaded,
          event -> {
            last = event.sequence();
            if (last == number) {
              found = explainer.explain(event);
            }
            return last < number;
          });
    } catch (SourceException e) {
      throw unusable(e);
    }
    RuleExplanation explanation = found;
    if (explanation == null) {
      throw new UnusableInputException(
          file + " has no event " + number + " that rules see; the last processed event is " + last);
    }
    return explanation;
  }

  /** The events for which the rule fires, and the nearest misses. */
  public NearMissFinder best() throws UnusableInputException, InterruptedException {
    NearMissFinder misses = new NearMissFinder(explainer, LISTED);
    try {
      run.watch(
          loaded,
          event -> {
            misses.evaluate(event);
            return true;
          });
    } catch (SourceException e) {
      throw unusable(e);
    }
    return misses;
  }

  private static UnusableInputException unusable(SourceException e) {
    return new UnusableInputException(Reason.of(e) + (e.hint().isEmpty() ? "" : "; " + e.hint()));
  }
}
