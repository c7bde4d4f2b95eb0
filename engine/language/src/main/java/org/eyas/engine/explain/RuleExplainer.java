package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.engine.compile.ConditionTrees;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.LoadedDefinitions;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/** Explains one rule, event by event. For one thread. */
public final class RuleExplainer {
  private static final String SYSCALL = "syscall";

  private final LoadedRule rule;
  private final ConditionTrees trees = new ConditionTrees();
  private final ExplainablePart condition;
  private final BitSet eventCodes;
  private final Text source;
  private final EventSummary label;
  private @Nullable EvaluationFrame frame;

  /**
   * Creates an explainer.
   *
   * @param book the book of the documents from which the rule was loaded
   * @param catalog the fields of the rule's source
   */
  public RuleExplainer(LoadedRule rule, LoadedDefinitions book, FieldCatalog catalog) {
    this.rule = rule;
    condition = new ExplainablePartBuilder(trees, book).build(rule);
    label = new EventSummary(catalog);
    source = Text.of(rule.source());
    RuleIndex.Rule indexed =
        rule.source().equals(SYSCALL)
            ? RuleIndex.Rule.ofSyscalls(0, rule.condition())
            : RuleIndex.Rule.ofPlugin(0, rule.condition());
    eventCodes = indexed.eventCodes();
  }

  public LoadedRule rule() {
    return rule;
  }

  /**
   * Whether the rule is evaluated for events of this type and source. Steps of other sources than the source of the
   * rule are not explained.
   */
  public boolean isEvaluatedFor(Event event) {
    return eventCodes.get(event.type().code()) && source.equals(event.source());
  }

  /** The least number of checks that would need another answer for the rule to fire; 0 if it fires. */
  public int distance(Event event) {
    return condition.distance(begin(event), true);
  }

  /** Identifies the failed checks: the result is equal for events that fail the same checks. */
  List<Integer> missing(Event event) {
    List<ExplainablePart.Missing> missing = new ArrayList<>();
    condition.missing(begin(event), true, missing);
    return missing.stream().map(ExplainablePart.Missing::key).toList();
  }

  public RuleExplanation explain(Event event) {
    boolean considered = isEvaluatedFor(event);
    EvaluationFrame current = begin(event);
    ConditionExplanation explained = condition.explain(current);
    List<ExplainablePart.Missing> missing = new ArrayList<>();
    condition.missing(current, true, missing);
    return new RuleExplanation(
        rule.name(),
        rule.written().place(),
        rule.enabled(),
        rule.statefulCondition() != null,
        considered,
        new RuleExplanation.EventName(event.sequence(), event.timestampNanos(), label.of(event)),
        explained,
        missing.stream().map(check -> missing(check, current)).toList());
  }

  private static RuleExplanation.Missing missing(ExplainablePart.Missing missing, EvaluationFrame frame) {
    return new RuleExplanation.Missing(missing.wanted(), missing.check().explain(frame));
  }

  private EvaluationFrame begin(Event event) {
    EvaluationFrame current = frame;
    if (current == null) {
      current = trees.newFrame(event);
      frame = current;
    }
    current.begin(event);
    return current;
  }
}
