package org.eyas.core.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eyas.api.rule.LoadReport;
import org.eyas.engine.rules.report.LoadReportText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the warnings about rule documents. Equal warnings are logged once with their number, and again only after a
 * reload that changed the warnings of the document. May be used from any thread.
 */
final class RuleWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(RuleWarnings.class);

  private final Map<String, String> logged = new HashMap<>();
  private final Consumer<String> log;

  RuleWarnings() {
    this(text -> LOG.warn("{}", text));
  }

  /** @param log takes the texts */
  RuleWarnings(Consumer<String> log) {
    this.log = log;
  }

  /** @param results the results of all documents; the warnings about other documents are forgotten */
  synchronized void log(List<LoadReport.Result> results) {
    logged.keySet()
        .retainAll(results.stream().filter(each -> !each.warnings().isEmpty()).map(LoadReport.Result::document).toList());
    for (LoadReport.Result result : results) {
      if (!result.warnings().isEmpty()) {
        String text = LoadReportText.grouped(result);
        if (!text.equals(logged.put(result.document(), text))) {
          log.accept(text);
        }
      }
    }
  }
}
