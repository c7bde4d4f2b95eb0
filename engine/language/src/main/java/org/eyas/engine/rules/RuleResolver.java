package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.Diagnostic;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventNameFinder;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.compile.plan.PredicateInterner;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldException;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.format.ExtraAlertField;
import org.eyas.engine.format.OutputTemplate;
import org.eyas.engine.format.TemplateException;
import org.eyas.engine.format.TemplateSegment;
import org.eyas.engine.rules.LoadedRule.RuleText;
import org.eyas.engine.rules.condition.ConditionWarningReport;
import org.eyas.engine.rules.condition.ExceptionConditions;
import org.eyas.engine.rules.condition.FieldLookup;
import org.eyas.engine.rules.condition.ListExpander;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.RuleScope;
import org.eyas.engine.rules.item.RuleSwitches;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfFirst;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfSequence;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfThreshold;
import org.eyas.engine.rules.item.WrittenStatefulCondition.WrittenStep;
import org.eyas.engine.rules.item.WrittenText;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.syntax.SyntaxTree;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the collected definitions to rules: replaces the names of lists and macros, and checks conditions and
 * outputs against the fields of their source.
 *
 * <p>Falco repeats all of this after each document. Here a rule keeps its outcome if its text, lists and macros did not
 * change; its warnings are reported again.
 */
final class RuleResolver {
  private static final int MANY_EVENT_TYPES = 100;

  private final LoadContext context;
  private final DefinitionCollector collector;
  private final ConditionExpander conditions;
  private final PredicateInterner predicates = new PredicateInterner();
  private final Map<TemplateSegment, TemplateSegment> segments = new HashMap<>();
  private final OutputBuilder outputs;
  private final Map<String, Map<SyntaxTree, CheckedCondition>> checked = new HashMap<>();
  private final Map<RuleDraft, Outcome> outcomes = new IdentityHashMap<>();

  RuleResolver(LoadContext context, DefinitionCollector collector) {
    this.context = context;
    this.collector = collector;
    this.conditions = new ConditionExpander(context, collector);
    this.outputs = new OutputBuilder(context);
  }

  /** All rules of known sources; warnings belong to the document that was read last. */
  Resolved resolve(DocumentFindings findings) {
    ListExpander lists = new ListExpander(collector.lists(), context.limits());
    conditions.setLists(lists);
    List<LoadedRule> rules = new ArrayList<>();
    long size = 0;
    for (RuleDraft draft : collector.rules().values()) {
      InterruptCheck.throwIfInterrupted();
      LoadedRule rule = draft.parkedBecause().isEmpty() ? accepted(draft, size, lists, findings) : null;
      if (rule != null) {
        rules.add(rule);
        size += conditions.macros().size(rule.written().tree());
      }
    }
    DefinitionUsage usage = new DefinitionUsage(collector, lists, conditions.macros());
    usage.warnAboutUnused(findings);
    return new Resolved(rules, usage);
  }

  /** The resolved rule; null if the rule is skipped, or if it is parked because it is translated and has a fault. */
  private @Nullable LoadedRule accepted(RuleDraft draft, long before, ListExpander lists, DocumentFindings findings) {
    try {
      LoadedRule rule = remembered(draft, lists, findings);
      if (rule != null) {
        context.limits().checkTotal(before + conditions.macros().size(rule.written().tree()), draft.context);
      }
      return rule;
    } catch (LoadFault fault) {
      if (!draft.isTranslated()) {
        throw fault;
      }
      draft.refuse(fault.text());
      findings.reportParked(draft.name, fault.text(), draft.context);
      return null;
    }
  }

  /** The outcome of all documents so far: the rules, and the data for their descriptions. */
  record Resolved(List<LoadedRule> rules, DefinitionUsage usage) {}

  /**
   * The outcome of one rule.
   *
   * @param revision the revision of the draft when it was resolved
   * @param rule null if it was skipped with a warning
   */
  private record Outcome(
      int revision, String condition, SyntaxTree tree, @Nullable LoadedRule rule, List<Diagnostic> warnings) {}

  private @Nullable LoadedRule remembered(RuleDraft rule, ListExpander lists, DocumentFindings findings) {
    Outcome before = outcomes.get(rule);
    if (before == null
        || before.revision() != rule.revision()
        || before.tree() != conditions.of(new WrittenText(before.condition(), rule.conditionContext), lists, rule.context)) {
      return resolve(rule, lists, findings);
    }
    findings.repeat(before.warnings());
    return before.rule();
  }

  private @Nullable LoadedRule resolve(RuleDraft rule, ListExpander lists, DocumentFindings findings) {
    FieldCatalog catalog = context.sources().get(rule.source);
    if (catalog == null) {
      throw LoadFault.invalid("Unknown source at compile-time" + rule.source, rule.context);
    }
    int told = findings.warnings().size();
    SortedSet<String> exceptionFields = new TreeSet<>();
    String condition = ExceptionConditions.apply(rule.condition, rule.exceptions, exceptionFields);
    StatefulConditionResolver memories = rule.statefulCondition == null ? null
        : new StatefulConditionResolver(rule.statefulCondition, rule.source, context.sources());
    FieldCatalog ofOutput = memories == null ? catalog : memories.ofOutput();
    String output = outputs.output(rule, catalog, findings);
    OutputTemplate template = template(rule, output, ofOutput, findings);
    if (template == null) {
      return null;
    }
    OutputBuilder.warnAboutDeprecated(output, rule, findings);
    List<ExtraAlertField> extra = outputs.extraFields(rule, ofOutput, findings);
    OutputTemplate addition = addition(rule, ofOutput, findings);
    Set<String> mutable = mutable(rule, template.followedBy(addition), extra);
    List<RuleMute> mutes = RuleMute.mutesAmong(rule.exceptions, mutable);
    List<ExceptionDefinition> others = RuleMute.withoutMutes(rule.exceptions, mutable);
    if (!mutes.isEmpty()) {
      RuleMute.warnAboutUnclear(rule.exceptions, mutable, findings);
      condition = ExceptionConditions.apply(rule.condition, others, exceptionFields);
    }
    Meaning meaning = meaning(rule, condition, memories, new Scope(lists, catalog, others, findings));
    if (meaning == null) {
      return null;
    }
    LoadedRule loaded = null;
    if (meaning.condition() != null) {
      AlertTemplate alert = new AlertTemplate(rule.name, rule.source, rule.priority, rule.tags, template, addition, extra);
      loaded = loaded(rule, text(rule, output, exceptionFields, meaning.tree()), meaning, alert).withMutes(mutes);
      warnAboutManyEventTypes(rule, loaded, findings);
    }
    List<Diagnostic> warnings = List.copyOf(findings.warnings().subList(told, findings.warnings().size()));
    outcomes.put(rule, new Outcome(rule.revision(), condition, meaning.tree(), loaded, warnings));
    return loaded;
  }

  /** The fields that mutes may compare. None for the fleet, where mutes are ordinary exceptions. */
  private static Set<String> mutable(RuleDraft rule, OutputTemplate output, List<ExtraAlertField> extra) {
    if (rule.exceptions.isEmpty() || RuleScope.of(rule.source) == RuleScope.FLEET) {
      return Set.of();
    }
    Stream<String> added = extra.stream().filter(ExtraAlertField::raw).map(ExtraAlertField::key);
    return Stream.concat(output.fields().stream().map(FieldUse::text), added).collect(Collectors.toSet());
  }

  /**
   * The conditions under which a rule fires.
   *
   * @param condition null if the rule is skipped
   * @param memory the stateful condition; null for a rule that evaluates each event alone
   */
  private record Meaning(SyntaxTree tree, @Nullable CheckedCondition condition, @Nullable StatefulCondition memory) {}

  /** An event source with its fields. */
  private record SourceFields(String source, FieldCatalog catalog) {}

  /** @param exceptions those that belong to conditions */
  private record Scope(ListExpander lists, FieldCatalog catalog, List<ExceptionDefinition> exceptions,
      DocumentFindings findings) {}

  /**
   * The meaning of a rule; null if the rule is skipped because a step, or a value by which events are grouped, has an
   * unknown field.
   */
  private @Nullable Meaning meaning(
      RuleDraft rule, String condition, @Nullable StatefulConditionResolver memories, Scope scope) {
    try {
      return known(rule, condition, memories, scope);
    } catch (LoadFault e) {
      if (memories != null && memories.isUnknown(e) && skipsUnknown(rule)) {
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

  private LoadedRule loaded(RuleDraft rule, RuleText text, Meaning meaning, AlertTemplate alert) {
    RuleSwitches switches = rule.switches;
    return new LoadedRule(
        text,
        disabledBy(rule),
        Objects.requireNonNull(meaning.condition()),
        meaning.memory(),
        alert,
        List.of(),
        switches.capture(),
        switches.captureMillis());
  }

  private OutputTemplate addition(RuleDraft rule, FieldCatalog catalog, DocumentFindings findings) {
    String text = outputs.conditionalAddition(rule, catalog);
    OutputTemplate addition = text.isEmpty() ? null : template(rule, text, catalog, findings);
    return addition == null ? OutputTemplate.EMPTY : addition;
  }

  private @Nullable OutputTemplate template(
      RuleDraft rule, String output, FieldCatalog catalog, DocumentFindings findings) {
    try {
      return OutputTemplate.compile(output, catalog).sharing(segments);
    } catch (TemplateException e) {
      if (skipsUnknown(rule) && !e.wrong().isEmpty()) {
        findings.warn(
            LoadCode.LOAD_UNKNOWN_FILTER, Reason.of(e), rule.outputContext, OutputBuilder.hint(e, catalog));
        return null;
      }
      throw OutputBuilder.fault(e, rule, catalog);
    }
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
      if (skipsUnknown(rule) && e.namesSomethingUnknown()) {
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
    CheckedCondition result = shared(ConditionChecker.check(tree, catalog));
    known.put(tree, result);
    return result;
  }

  /** The condition with constants shared: rules with the same macros share their constants. */
  private CheckedCondition shared(CheckedCondition own) {
    return new CheckedCondition(predicates.intern(own.expr()), own.warnings(), own.fields(), own.eventCodes());
  }

  /**
   * Whether a rule with an unknown field is skipped with a warning. A translated rule is parked instead, so that it is
   * listed and its warning is not repeated.
   */
  private static boolean skipsUnknown(RuleDraft rule) {
    return rule.switches.skipIfUnknownFilter() && !rule.isTranslated();
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

  private static void warnAboutManyEventTypes(RuleDraft rule, LoadedRule loaded, DocumentFindings findings) {
    if (!loaded.sources().contains("syscall")) {
      return;
    }
    int types = loaded.condition("syscall").eventCodes().cardinality();
    boolean many = types == 0 || types > MANY_EVENT_TYPES;
    if (many && rule.switches.warnEventTypes()) {
      findings.warn(
          LoadCode.LOAD_NO_EVTTYPE,
          "Rule matches too many evt.type values. This has a significant performance penalty.",
          rule.context);
    }
  }

  private String disabledBy(RuleDraft rule) {
    if (rule.priority.compareTo(context.minimumPriority()) > 0) {
      return "the configuration has 'priority: " + context.minimumPriority().label().toLowerCase(Locale.ROOT) + "'";
    }
    String by = rule.switches.enabled() ? "" : "its document has 'enabled: false'";
    for (RuleSelection selection : context.selections()) {
      if (selection.selects(rule.name, rule.tags)) {
        by = selection.enable() ? "" : selection.reason();
      }
    }
    return by;
  }

  private static RuleText text(
      RuleDraft rule, String output, SortedSet<String> exceptionFields, SyntaxTree tree) {
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> operators = new TreeSet<>();
    for (ExceptionDefinition exception : rule.exceptions) {
      names.add(exception.name());
      if (exception.comps().list()) {
        exception.comps().items().forEach(item -> operators.add(item.text()));
      } else {
        operators.add(exception.comps().text());
      }
    }
    return new RuleText(
        rule.description,
        rule.switches.enabled(),
        rule.condition,
        rule.output,
        output,
        names,
        exceptionFields,
        operators,
        tree,
        rule.context.location());
  }
}
