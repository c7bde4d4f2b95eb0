package org.eyas.engine.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.explain.ExplanationText;
import org.eyas.engine.explain.Paint;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.ProcessTree;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds details to alerts that only the event contains: the process tree, and why the rule fired. Does so while there is a
 * follower, for a limited number of alerts per second, so that a flood of alerts does not slow the loop. Belongs to one loop's
 * thread.
 */
public final class AlertDetails implements AlertWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDetails.class);
  private static final int PER_SECOND = 20;

  /** Preparing an explainer takes a millisecond or more; using it takes microseconds. */
  private static final int NEW_PER_SECOND = 5;

  private final AlertFollowing following;
  private final TokenBucket allowed = new TokenBucket(PER_SECOND, PER_SECOND, System.nanoTime());
  private final TokenBucket prepared = new TokenBucket(NEW_PER_SECOND, NEW_PER_SECOND, System.nanoTime());
  private final Map<String, RuleExplainer> explainers = new HashMap<>();
  private @Nullable LoadResult known;
  private boolean failed;

  public AlertDetails(AlertFollowing following) {
    this.following = following;
  }

  @Override
  public void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    if (!following.isFollowed() || !allowed.claim(System.nanoTime())) {
      return;
    }
    try {
      following.describe(alert, ProcessTree.lines(event), explanation(loaded, rule, event));
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.error("Alerts of rule '{}' are sent without details due to an internal error", rule.name(), e);
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
