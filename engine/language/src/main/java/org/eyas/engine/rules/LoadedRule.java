package org.eyas.engine.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.syntax.SyntaxTree;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is ready to be compiled. If the condition, fields and output of a rule did not change since the last
 * loading, the rule keeps the same {@code condition} object.
 *
 * @param written the rule as its documents define it
 * @param disabledBy the reason for which the rule is not evaluated, for people; empty if the rule is evaluated
 * @param condition the checked condition, with macros and exceptions; for a stateful rule, the condition that selects
 *     all events of its source that the rule needs
 * @param statefulCondition the stateful condition; null for a rule that evaluates each event alone
 * @param alert the parts of its alerts: name, source, priority, tags, output
 * @param mutes hide some of its alerts; usually empty
 * @param capture whether the engine records events when the rule fires
 * @param captureMillis the duration of the recording; 0 for the configured time
 * @param repeats which of its alerts are not sent; null if every alert is sent
 */
public record LoadedRule(
    RuleText written,
    String disabledBy,
    CheckedCondition condition,
    @Nullable StatefulCondition statefulCondition,
    AlertTemplate alert,
    List<RuleMute> mutes,
    boolean capture,
    long captureMillis,
    @Nullable RepeatLimit repeats) {

  public LoadedRule {
    mutes = List.copyOf(mutes);
  }

  /** Whether the rule is evaluated, after priority and selections. */
  public boolean enabled() {
    return disabledBy.isEmpty();
  }

  /** Whether a match becomes a step of an incident and raises no alert of its own. Such a rule does not prevent others from firing. */
  public boolean isSignal() {
    return SignalWeight.of(alert.tags()) != null;
  }

  /** The event sources of the rule, its own source first. */
  public Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>(Set.of(source()));
    if (statefulCondition != null) {
      statefulCondition.steps().forEach(step -> sources.add(step.source()));
    }
    return sources;
  }

  /** Whether the rule is evaluated on events of a source. */
  public boolean readsSource(String eventSource) {
    return enabled() && (source().equals(eventSource) || steps(eventSource).findAny().isPresent());
  }

  /** The condition that selects all events of a source that the rule needs. */
  public CheckedCondition condition(String eventSource) {
    return source().equals(eventSource) ? condition
        : CheckedCondition.anyOf(steps(eventSource).map(ConditionStep::condition).toList());
  }

  /** The syntax trees behind {@link #condition(String)}: it holds for an event for which one of these trees holds. */
  public List<SyntaxTree> trees(String eventSource) {
    return source().equals(eventSource) ? List.of(written.tree()) : steps(eventSource).map(ConditionStep::tree).toList();
  }

  /** The fields without which the rule cannot fire. */
  public Set<FieldUse> neededFields() {
    return sources().stream().flatMap(each -> condition(each).fields().stream()).collect(Collectors.toSet());
  }

  private Stream<ConditionStep> steps(String eventSource) {
    return Stream.ofNullable(statefulCondition).flatMap(each -> each.steps().stream())
        .filter(step -> step.source().equals(eventSource));
  }

  /** Whether the rule evaluates events of several sources. */
  public boolean isOfSeveralSources() {
    return statefulCondition != null && statefulCondition.isOfSeveralSources();
  }

  /** The fields that the output prints. */
  public List<FieldUse> printedFields() {
    return alert.message().fields();
  }

  /** The fields of earlier events that the output prints; empty for a rule that evaluates each event alone. */
  public List<FieldUse> keptFields() {
    return statefulCondition == null ? List.of() : statefulCondition.keptFields();
  }

  /** The same rule, enabled. */
  public LoadedRule asEnabled() {
    return new LoadedRule(written, "", condition, statefulCondition, alert, mutes, capture, captureMillis, repeats);
  }

  /** The same rule, with mutes. */
  LoadedRule withMutes(List<RuleMute> others) {
    return new LoadedRule(written, disabledBy, condition, statefulCondition, alert, others, capture, captureMillis, repeats);
  }

  public String name() {
    return alert.rule();
  }

  public String source() {
    return alert.source();
  }

  /**
   * A rule as its documents define it, after redefinitions and changes.
   *
   * @param enabled the value in the documents, before priority and selections
   * @param output as written; {@code compiledOutput} includes the additions of {@code append_output}
   * @param exceptionFields the fields that exceptions with values use
   * @param tree the condition with its exceptions, lists and macros
   * @param place the place of its first definition
   */
  public record RuleText(
      String description,
      boolean enabled,
      String condition,
      String output,
      String compiledOutput,
      SortedSet<String> exceptionNames,
      SortedSet<String> exceptionFields,
      SortedSet<String> exceptionOperators,
      SyntaxTree tree,
      Location place) {}
}
