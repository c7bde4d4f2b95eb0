package org.eyas.engine.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.explain.AlertExplanation;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.process.ProcessTree;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.ChildProcesses;

/** Collects the last alerts of a replay with their details. */
final class TrialAlertCollector implements AlertObserver {
  private final long skipped;
  private final Map<String, RuleExplainer> explainers = new HashMap<>();
  private final List<PastAlert> alerts = new ArrayList<>();
  private long count;

  /** @param skipped the number of alerts to skip; may be negative */
  TrialAlertCollector(long skipped) {
    this.skipped = skipped;
  }

  @Override
  public void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    if (++count <= skipped) {
      return;
    }
    FieldCatalog catalog = loaded.catalogs().getOrDefault(rule.source(), new FieldCatalog(List.of()));
    RuleExplainer explainer =
        explainers.computeIfAbsent(rule.name(), _ -> new RuleExplainer(rule, loaded.book(), catalog));
    AlertExplanation explained = AlertExplanation.of(explainer.explain(event));
    AlertDetails details =
        new AlertDetails(ProcessTree.of(event, ChildProcesses::children), explained.text(), explained.read());
    alerts.add(new PastAlert(count, alert, details));
  }

  @Override
  public void alertedLater(LoadedRule rule, Alert alert) {
    if (++count > skipped) {
      alerts.add(new PastAlert(count, alert));
    }
  }

  List<PastAlert> alerts() {
    return alerts;
  }
}
