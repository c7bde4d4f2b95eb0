package org.eyas.engine.hold;

import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.format.UnfinishedAlert;
import org.jspecify.annotations.Nullable;

/** A rule that may fire for an event, and its alert. The condition, the output or both depend on pending values. */
public final class PendingMatch {
  private final int key;
  private final boolean certain;
  private final UnfinishedAlert output;
  private TypedCondition condition;

  /**
   * @param key the key of the rule
   * @param condition the residual condition; {@link Always#TRUE} if the condition holds
   * @param certain whether the rule fires in any case, and only its output depends on pending values
   */
  public PendingMatch(int key, TypedCondition condition, UnfinishedAlert output, boolean certain) {
    this.key = key;
    this.condition = condition;
    this.output = output;
    this.certain = certain;
  }

  public int key() {
    return key;
  }

  /** Whether the rule was certain to fire at the time of the event. */
  public boolean isCertain() {
    return certain;
  }

  /** Decides the condition as far as the present values allow. */
  void decide(PartialEvaluator evaluator, Event event) {
    condition = evaluator.decide(condition, event);
  }

  /** Decides the condition; values that are still pending count as absent. */
  void decideNow(PartialEvaluator evaluator, Event event) {
    condition = Always.of(evaluator.holds(condition, event));
  }

  boolean isTrue() {
    return condition.equals(Always.TRUE);
  }

  boolean isFalse() {
    return condition.equals(Always.FALSE);
  }

  /** The alert; null while a value is pending. */
  @Nullable
  Alert completed(Event event) {
    return output.completed(event);
  }

  /** The alert; values that are still pending print as missing. */
  Alert complete(Event event) {
    return output.complete(event);
  }
}
