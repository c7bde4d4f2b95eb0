package org.eyas.engine.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.explain.AlertExplanation;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.process.ProcessTree;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.ChildProcesses;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds details to alerts that only the event contains: the process tree, the reason why the rule fired, and the values
 * that its condition read. A budget limits the work, so that a flood of alerts does not slow the loop. Used by one
 * loop's thread.
 */
public final class AlertDetailCollector implements AlertObserver {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDetailCollector.class);

  /**
   * The number of explainers that are prepared per second. Preparing one takes a millisecond or more; using it takes
   * microseconds.
   */
  private static final int NEW_PER_SECOND = 5;
  private static final int NEW_AT_ONCE = 5;

  private final AlertDetailStore following;
  private final AlertDetailBudget budget = new AlertDetailBudget(System.nanoTime());
  private final TokenBucket prepared = new TokenBucket(NEW_PER_SECOND, NEW_AT_ONCE, System.nanoTime());
  private final MinuteCounter unexplained = new MinuteCounter();
  private final Map<String, RuleExplainer> explainers = new HashMap<>();
  private @Nullable LoadResult known;
  private boolean failed;

  public AlertDetailCollector(AlertDetailStore following) {
    this.following = following;
  }

  @Override
  public void alerted(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    if (!following.keepsDetails() || rule.isSignal()) {
      return;
    }
    if (loaded != known) {
      explainers.clear();
      budget.forgetRules();
      known = loaded;
    }
    try {
      if (claim(rule, event, alert)) {
        describe(loaded, rule, event, alert);
      } else {
        following.countSkipped();
      }
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        LOG.error("Alerts of rule '{}' are sent without details due to an internal error", rule.name(), e);
      }
    }
  }

  private boolean claim(LoadedRule rule, Event event, Alert alert) {
    ProcessInfo process = event.process();
    int program = process.known() ? process.program().comm().hashCode() : 0;
    return budget.claim(rule.name(), alert.priority(), program, place(process), System.nanoTime());
  }

  /**
   * The place of a process: its container, or its user on the host. Unlike its name, a process cannot choose its place
   * freely.
   */
  private static int place(ProcessInfo process) {
    if (!process.known()) {
      return FirstAlertDetector.UNKNOWN;
    }
    return process.attachment(ContainerDescription.KEY) instanceof ContainerDescription container && container.id().isPresent()
        ? container.id().hashCode()
        : FirstAlertDetector.ofUser(process.credentials().uid());
  }

  private void describe(LoadResult loaded, LoadedRule rule, Event event, Alert alert) {
    AlertExplanation explained = explained(loaded, rule, event);
    following.describe(
        alert,
        new AlertDetails(ProcessTree.of(event, ChildProcesses::children), explained.text(), explained.read(),
            leftOut(explained)));
  }

  private long leftOut(AlertExplanation explained) {
    return explained == AlertExplanation.NOTHING ? unexplained.add(System.nanoTime()) : 0;
  }

  private AlertExplanation explained(LoadResult loaded, LoadedRule rule, Event event) {
    RuleExplainer explainer = explainers.get(rule.name());
    if (explainer == null) {
      if (!AlertDetailBudget.isUrgent(rule.alert().priority()) && !prepared.claim(System.nanoTime())) {
        return AlertExplanation.NOTHING;
      }
      FieldCatalog catalog = loaded.catalogs().getOrDefault(rule.source(), new FieldCatalog(List.of()));
      explainer = new RuleExplainer(rule, loaded.book(), catalog);
      explainers.put(rule.name(), explainer);
    }
    return AlertExplanation.of(explainer.explain(event));
  }
}
