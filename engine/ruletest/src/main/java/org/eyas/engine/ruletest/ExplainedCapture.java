package org.eyas.engine.ruletest;

import java.util.List;
import java.util.Objects;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;
import org.eyas.engine.explain.NearMisses;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/** Explains a rule for the events of a capture file. */
public final class ExplainedCapture {
  private static final int LISTED = 10;

  private final LoadResult loaded;
  private final RuleExplainer explainer;
  private final CaptureRun run;
  private final String file;
  private @Nullable RuleExplanation found;
  private long last;

  private ExplainedCapture(LoadResult loaded, RuleExplainer explainer, CaptureRun run, String file) {
    this.loaded = loaded;
    this.explainer = explainer;
    this.run = run;
    this.file = file;
  }

  /** @throws UnusableException if there is no such rule, or if it is for events of another source */
  public static ExplainedCapture of(Workbench bench, LoadResult loaded, String rule, String file)
      throws UnusableException {
    List<String> names = loaded.rules().stream().map(LoadedRule::name).toList();
    LoadedRule wanted =
        loaded.rules().stream()
            .filter(each -> each.name().equals(rule))
            .findFirst()
            .orElseThrow(() -> UnusableException.missing("rule", rule, "the loaded rules", names));
    FieldCatalog catalog = Objects.requireNonNull(bench.context().sources().get(wanted.source()));
    try {
      CaptureRun run = new CaptureRun(bench, file);
      if (!wanted.sources().contains(run.eventSource())) {
        throw new UnusableException(
            "rule '" + rule + "' is for events of source " + wanted.source() + ", but captures contain "
                + run.eventSource());
      }
      return new ExplainedCapture(loaded, new RuleExplainer(wanted, loaded.book(), catalog), run, file);
    } catch (SourceException e) {
      throw unusable(e);
    }
  }

  /** Explains why the rule fires or does not fire for the event with this number. */
  public RuleExplanation event(long number) throws UnusableException, InterruptedException {
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
      throw new UnusableException(
          file + " has no event " + number + " that rules see; the last processed event is " + last);
    }
    return explanation;
  }

  /** The events for which the rule fires, and the nearest misses. */
  public NearMisses best() throws UnusableException, InterruptedException {
    NearMisses misses = new NearMisses(explainer, LISTED);
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

  private static UnusableException unusable(SourceException e) {
    return new UnusableException(Reason.of(e) + (e.hint().isEmpty() ? "" : "; " + e.hint()));
  }
}
