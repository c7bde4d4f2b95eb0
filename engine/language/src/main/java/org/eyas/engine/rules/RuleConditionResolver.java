package org.eyas.engine.rules;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.eyas.api.failure.Reason;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventNameFinder;
import org.eyas.engine.compile.plan.PredicateInterner;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldException;
import org.eyas.engine.rules.condition.ConditionWarningReport;
import org.eyas.engine.rules.condition.ExceptionConditions;
import org.eyas.engine.rules.condition.FieldLookup;
import org.eyas.engine.rules.condition.ListExpander;
import org.eyas.engine.rules.condition.MacroInliner;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfFirst;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfSequence;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfThreshold;
import org.eyas.engine.rules.item.WrittenStatefulCondition.WrittenStep;
import org.eyas.engine.rules.item.WrittenText;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.syntax.SyntaxTree;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the conditions of rules: replaces the names of lists and macros, adds the exceptions, and checks the result against the
 * fields of the source. A stateful rule also has a condition for each step.
 *
 * <p>Equal conditions are checked once, also in rules of later documents, and share their constants.
 */
final class RuleConditionResolver {
  private final LoadContext context;
  private final ConditionExpander conditions;
  private final PredicateInterner predicates = new PredicateInterner();
  private final Map<String, Map<SyntaxTree, CheckedCondition>> checked = new HashMap<>();

  RuleConditionResolver(LoadContext context, DefinitionCollector collector) {
    this.context = context;
    this.conditions = new ConditionExpander(context, collector);
  }

  /** Sets the lists of all documents so far. */
  void setLists(ListExpander lists) {
    conditions.setLists(lists);
  }

  /** The macros of all documents so far. */
  MacroInliner macros() {
    return conditions.macros();
  }

  /** The tree of a rule's condition without the names of lists and macros; the same object if nothing has changed. */
  SyntaxTree tree(RuleDraft rule, String condition, ListExpander lists) {
    return conditions.of(new WrittenText(condition, rule.conditionContext), lists, rule.context);
  }

  /**
   * The conditions under which a rule fires.
   *
   * @param condition null if the rule is skipped
   * @param memory the stateful condition; null for a rule that evaluates each event alone
   */
  record Meaning(SyntaxTree tree, @Nullable CheckedCondition condition, @Nullable StatefulCondition memory) {}

  /** An event source with its fields. */
  private record SourceFields(String source, FieldCatalog catalog) {}

  /**
   * The definitions that a condition may use.
   *
   * @param exceptions those that belong to conditions
   */
  record Scope(ListExpander lists, FieldCatalog catalog, List<ExceptionDefinition> exceptions, DocumentFindings findings) {}

  /**
   * The meaning of a rule; null if the rule is skipped because a step, or a value by which events are grouped, has an
   * unknown field.
   */
  @Nullable
  Meaning meaning(
      RuleDraft rule, String condition, @Nullable StatefulConditionResolver memories, Scope scope) {
    try {
      return known(rule, condition, memories, scope);
    } catch (LoadFault e) {
      if (memories != null && memories.isUnknown(e) && rule.skipsUnknown()) {
        scope.findings().warn(LoadCode.LOAD_UNKNOWN_FILTER, e.text(), e.context(), e.hint());
        return null;
      }
      throw e;
    }
  }

  /** The meaning of a rule with known fields. Its steps are checked first, because their errors have better places. */
  private @Nullable Meaning known(RuleDraft rule, String condition, @Nullable StatefulConditionResolver memories, Scope scope) {
    StatefulCondition sequence = null;
    DocumentFindings findings = scope.findings();
    if (memories != null && rule.statefulCondition instanceof OfSequence written) {
      sequence = memories.sequence(written, step -> step(rule, step, scope));
      if (sequence == null) {
        return null;
      }
      findings = new DocumentFindings(""); // the steps have reported everything
    }
    WrittenText whole = new WrittenText(condition, rule.conditionContext);
    SyntaxTree tree = conditions.of(whole, scope.lists(), rule.context);
    CheckedCondition all = check(rule, whole, tree, new SourceFields(rule.source, scope.catalog()), findings);
    if (all == null || memories == null) {
      return new Meaning(tree, all, null);
    }
    StatefulConditionResolver.Resolved resolved = new StatefulConditionResolver.Resolved(tree, all);
    @Nullable StatefulCondition memory =
        switch (rule.statefulCondition) {
          case OfThreshold written -> memories.threshold(written, resolved);
          case OfFirst written -> memories.first(written, resolved);
          case OfSequence written -> sequence;
          case null -> null;
        };
    return new Meaning(tree, memories.reading(all), memory);
  }

  /** Resolves a step. Exceptions name fields of the rule's source, so they apply to the steps of that source only. */
  private StatefulConditionResolver.@Nullable Resolved step(RuleDraft rule, WrittenStep step, Scope scope) {
    WrittenText written = step.condition();
    List<ExceptionDefinition> exceptions = step.isOfRule() ? scope.exceptions() : List.of();
    WrittenText whole =
        new WrittenText(ExceptionConditions.apply(written.text(), exceptions, new TreeSet<>()), written.context());
    SyntaxTree tree = conditions.of(whole, scope.lists(), written.context());
    String source = step.isOfRule() ? rule.source : step.source();
    FieldCatalog catalog = Objects.requireNonNull(context.sources().get(source));
    CheckedCondition checked = check(rule, whole, tree, new SourceFields(source, catalog), scope.findings());
    return checked == null ? null : new StatefulConditionResolver.Resolved(tree, checked);
  }

  private @Nullable CheckedCondition check(
      RuleDraft rule, WrittenText condition, SyntaxTree tree, SourceFields fields, DocumentFindings findings) {
    ConditionWarningReport warnings = new ConditionWarningReport(findings, condition);
    try {
      CheckedCondition result = check(tree, fields.source(), fields.catalog());
      warnings.report(result.warnings());
      return result;
    } catch (CheckException e) {
      warnings.reportDeprecated(tree);
      String message = Reason.of(e);
      DocumentPlace place = condition.context().inCondition(e.position(), condition.text());
      String hint = hint(e, fields.catalog());
      if (rule.skipsUnknown() && e.namesSomethingUnknown()) {
        findings.warn(LoadCode.LOAD_UNKNOWN_FILTER, message, place, hint);
        return null;
      }
      throw new LoadFault(LoadCode.LOAD_ERR_COMPILE_CONDITION, message, place, hint);
    }
  }

  private CheckedCondition check(SyntaxTree tree, String source, FieldCatalog catalog) throws CheckException {
    Map<SyntaxTree, CheckedCondition> known = checked.computeIfAbsent(source, key -> new IdentityHashMap<>());
    CheckedCondition before = known.get(tree);
    if (before != null) {
      return before;
    }
    CheckedCondition result = shared(ConditionChecker.check(tree, catalog, context.version()));
    known.put(tree, result);
    return result;
  }

  /** The condition with constants shared: rules with the same macros share their constants. */
  private CheckedCondition shared(CheckedCondition own) {
    return new CheckedCondition(predicates.intern(own.expr()), own.warnings(), own.fields(), own.eventCodes());
  }

  private static String hint(CheckException e, FieldCatalog catalog) {
    if (!(e.getCause() instanceof FieldException unusable)) {
      return e.unknownEventType().isEmpty() ? "" : NameSuggestion.of(e.unknownEventType(), EventNameFinder.known());
    }
    return switch (unusable.kind()) {
      case WITHOUT_ARGUMENT -> "the field needs an argument: " + unusable.field() + ".NAME";
      case NONEXISTENT -> FieldLookup.suggestion(unusable.field(), catalog);
    };
  }
}
