package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.api.alert.Priority;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.RuleChanges;
import org.eyas.engine.rules.item.RuleItem.RuleDefinition;
import org.eyas.engine.rules.item.RuleScope;
import org.eyas.engine.rules.item.RuleSwitches;
import org.eyas.engine.rules.item.WrittenStatefulCondition;
import org.jspecify.annotations.Nullable;

/** A rule while the documents are read: later items change it. */
final class RuleDraft {
  final String name;
  final String source;
  private final String unknownSource;
  private final boolean forAnotherScope;
  final DocumentPlace context;
  final DocumentPlace conditionContext;
  final DocumentPlace outputContext;

  /** Null for a rule that evaluates each event alone. */
  final @Nullable WrittenStatefulCondition statefulCondition;

  String condition;
  String output;
  String description;
  Priority priority;
  SortedSet<String> tags;
  List<ExceptionDefinition> exceptions;
  RuleSwitches switches;
  private int revision;
  private String refusal = "";

  /**
   * Creates a draft.
   *
   * @param unknownSource a source of the rule that does not exist; empty if all of its sources exist
   * @param here the scope in which the rules are loaded
   */
  RuleDraft(RuleDefinition rule, List<ExceptionDefinition> exceptions, String unknownSource, RuleScope here) {
    this.name = rule.name();
    this.source = rule.source();
    this.unknownSource = unknownSource;
    this.forAnotherScope = RuleScope.of(rule.source()) != here;
    this.context = rule.context();
    this.conditionContext = rule.condition().context();
    this.outputContext = rule.output().context();
    this.statefulCondition = rule.statefulCondition();
    this.condition = rule.condition().text();
    this.output = rule.output().text();
    this.description = rule.description();
    this.priority = rule.priority();
    this.tags = new TreeSet<>(rule.tags());
    this.exceptions = new ArrayList<>(exceptions);
    this.switches = rule.switches();
  }

  /** Whether the rule is for the fleet but loaded on a host, or for a host but loaded for the fleet. */
  boolean isForAnotherScope() {
    return forAnotherScope;
  }

  /** A number that changes with every change of the rule. */
  int revision() {
    return revision;
  }

  /** Whether the rule is still as its provider translated it: no later item has changed it. */
  boolean isTranslated() {
    return context.document().translated() && revision == 0;
  }

  /** Parks a translated rule that the engine cannot use. Later items can still change the rule without an error. */
  void refuse(String reason) {
    refusal = reason;
  }

  /** The reason for which the rule is parked; empty if it is not. */
  String parkedBecause() {
    if (unknownSource.isEmpty()) {
      return refusal;
    }
    return RuleScope.of(source) == RuleScope.FLEET ? ParkedRule.FOR_THE_FLEET : "no event source '" + unknownSource + "'";
  }

  void append(RuleChanges changes) {
    revision++;
    condition = joined(condition, changes.condition());
    output = joined(output, changes.output());
    description = joined(description, changes.description());
    if (changes.tags() != null) {
      tags.addAll(changes.tags());
    }
  }

  private static String joined(String before, @Nullable String more) {
    return more == null || more.isEmpty() ? before : before + " " + more;
  }

  void replace(RuleChanges changes) {
    revision++;
    condition = or(changes.condition(), condition);
    output = or(changes.output(), output);
    description = or(changes.description(), description);
    priority = or(changes.priority(), priority);
    tags = changes.tags() == null ? tags : new TreeSet<>(changes.tags());
    switches =
        new RuleSwitches(
            or(changes.enabled(), switches.enabled()),
            or(changes.capture(), switches.capture()),
            or(changes.captureMillis(), switches.captureMillis()),
            or(changes.warnEventTypes(), switches.warnEventTypes()),
            or(changes.skipIfUnknownFilter(), switches.skipIfUnknownFilter()),
            changes.repeats() == null ? switches.repeats() : changes.repeats());
  }

  private static <T> T or(@Nullable T changed, T before) {
    return changed == null ? before : changed;
  }

  void enable(boolean enabled) {
    revision++;
    switches =
        new RuleSwitches(
            enabled,
            switches.capture(),
            switches.captureMillis(),
            switches.warnEventTypes(),
            switches.skipIfUnknownFilter(),
            switches.repeats());
  }

  /**
   * Whether this rule is skipped with a warning if it has an unknown field. A translated rule is parked instead, so that it is
   * listed and its warning is not repeated.
   */
  boolean skipsUnknown() {
    return switches.skipIfUnknownFilter() && !isTranslated();
  }
}
