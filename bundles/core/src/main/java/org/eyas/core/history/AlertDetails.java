package org.eyas.core.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.core.engine.AlertWatch;
import org.eyas.core.engine.TokenBucket;
import org.eyas.core.explain.ExplanationText;
import org.eyas.core.explain.Paint;
import org.eyas.core.explain.RuleExplainer;
import org.eyas.core.field.FieldCatalog;
import org.eyas.core.field.ProcessTree;
import org.eyas.core.rules.LoadResult;
import org.eyas.core.rules.LoadedRule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to alerts what only their event tells: the process tree, and why the rule fired. Does so while somebody follows, and
 * not for more than some alerts a second, so that a flood of them does not slow the loop. For one loop's thread.
 */
public final class AlertDetails implements AlertWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDetails.class);
  private static final int PER_SECOND = 20;

  /** To get an explainer ready takes a millisecond and more, where to use it takes microseconds. */
  private static final int NEW_PER_SECOND = 5;

  private final AlertMemory memory;
  private final TokenBucket allowed = new TokenBucket(PER_SECOND, PER_SECOND, System.nanoTime());
  private final TokenBucket prepared = new TokenBucket(NEW_PER_SECOND, NEW_PER_SECOND, System.nanoTime());
  private final Map<String, RuleExplainer> explainers = new HashMap<>();
  private @Nullable LoadResult known;
  private boolean failed;

  public AlertDetails(AlertMemory memory) {
    this.memory = memory;
  }

  @Override
  public void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    if (!memory.isFollowed() || !allowed.claim(System.nanoTime())) {
      return;
    }
    try {
      memory.describe(alert, ProcessTree.lines(event), explanation(loaded, rule, event));
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.error("Alerts of rule '{}' go out without details, by a fault of the program", rule.name(), e);
      }
    }
  }

  private String explanation(LoadResult loaded, LoadedRule rule, Event event) {
    if (loaded != known) {
      explainers.clear();
      known = loaded;
    }
    RuleExplainer explainer = explainers.get(rule.name());
    if (explainer == null) {
      if (!prepared.claim(System.nanoTime())) {
        return "";
      }
      FieldCatalog catalog = loaded.catalogs().getOrDefault(rule.source(), new FieldCatalog(List.of()));
      explainer = new RuleExplainer(rule, loaded.book(), catalog);
      explainers.put(rule.name(), explainer);
    }
    return ExplanationText.of(explainer.explain(event), Paint.NONE);
  }
}
