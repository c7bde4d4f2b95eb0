package org.eyas.core.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.LoadReport;
import org.eyas.core.rule.DocumentWork.Loaded;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.engine.journal.JournalSnapshot;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.ParkedRule;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.engine.trial.RuleTrial;

/** The rules of some documents, for a trial on the events of the journal. */
record TrialRules(Loaded loaded) {
  /** @throws RefusedException if the documents have errors */
  static TrialRules of(Loaded loaded) throws RefusedException {
    requireSound(loaded.result());
    return new TrialRules(loaded);
  }

  /**
   * A trial of one rule, or of all.
   *
   * @param rule the name of the rule; empty for all
   * @throws RefusedException if there is no such rule
   */
  RuleTrial trial(JournalSnapshot events, String rule) throws RefusedException {
    List<Enricher> enrichers = loaded.from().parts().enrichers();
    MatchOptions options = GenerationBuilder.options(loaded.from(), false);
    return rule.isEmpty()
        ? RuleTrial.ofAll(events, loaded.result(), enrichers, options)
        : RuleTrial.ofOne(events, loaded.result(), find(rule), enrichers, options);
  }

  private static void requireSound(LoadResult loaded) throws RefusedException {
    for (LoadReport.Result result : loaded.report().results()) {
      if (!result.successful()) {
        throw new RefusedException(LoadReportText.verbose(result).strip());
      }
    }
    if (!loaded.missingPlugin().isEmpty()) {
      throw new RefusedException(loaded.missingPlugin());
    }
  }

  private LoadedRule find(String name) throws RefusedException {
    for (LoadedRule rule : loaded.result().rules()) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    for (ParkedRule parked : loaded.result().parked()) {
      if (parked.name().equals(name)) {
        throw new RefusedException("rule '" + name + "' is parked: " + parked.reason());
      }
    }
    throw new RefusedException("the documents have no rule '" + name + "'");
  }
}
