package org.eyas.core.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.control.PastAlert;
import org.eyas.api.event.Event;
import org.eyas.core.engine.AlertWatch;
import org.eyas.core.explain.ExplanationText;
import org.eyas.core.explain.Paint;
import org.eyas.core.explain.RuleExplainer;
import org.eyas.core.field.FieldCatalog;
import org.eyas.core.field.ProcessTree;
import org.eyas.core.rules.LoadResult;
import org.eyas.core.rules.LoadedRule;

/** The last alerts of a replay with their details. */
final class DescribedMatches implements AlertWatch {
  private final long skipped;
  private final Map<String, RuleExplainer> explainers = new HashMap<>();
  private final List<PastAlert> alerts = new ArrayList<>();
  private long count;

  /** @param skipped the number of alerts to skip; may be negative */
  DescribedMatches(long skipped) {
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
    String explanation = ExplanationText.of(explainer.explain(event), Paint.NONE);
    alerts.add(new PastAlert(count, alert, ProcessTree.lines(event), explanation));
  }

  List<PastAlert> alerts() {
    return alerts;
  }
}
