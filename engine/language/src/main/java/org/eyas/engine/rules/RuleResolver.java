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
import org.eyas.engine.check.Checked;
import org.eyas.engine.check.Checker;
import org.eyas.engine.check.EventTypeNames;
import org.eyas.engine.check.Interruption;
import org.eyas.engine.compile.plan.SamePredicates;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldException;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.format.ExtraField;
import org.eyas.engine.format.OutputTemplate;
import org.eyas.engine.format.Segment;
import org.eyas.engine.format.TemplateException;
import org.eyas.engine.memory.RuleMemory;
import org.eyas.engine.rules.LoadedRule.RuleText;
import org.eyas.engine.rules.WrittenMemory.OfFirst;
import org.eyas.engine.rules.WrittenMemory.OfSequence;
import org.eyas.engine.rules.WrittenMemory.OfThreshold;
import org.eyas.engine.rules.WrittenMemory.WrittenStep;
import org.eyas.engine.syntax.Expr;
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
  private final RuleCollector collector;
  private final ConditionExpander conditions;
  private final SamePredicates predicates = new SamePredicates();
  private final Map<Segment, Segment> segments = new HashMap<>();
  private final OutputBuilder outputs;
  private final Map<String, Map<Expr, Checked>> checked = new HashMap<>();
  private final Map<RuleDraft, Outcome> outcomes = new IdentityHashMap<>();

  RuleResolver(LoadContext context, RuleCollector collector) {
    this.context = context;
    this.collector = collector;
    this.conditions = new ConditionExpander(context, collector);
    this.outputs = new OutputBuilder(context);
  }

  /** All rules of known sources; warnings belong to the document that was read last. */
  Resolved resolve(Findings findings) {
    ListExpander lists = new ListExpander(collector.lists(), context.limits());
    conditions.use(lists);
    List<LoadedRule> rules = new ArrayList<>();
    long size = 0;
    for (RuleDraft draft : collector.rules().values()) {
      Interruption.check();
      LoadedRule rule = draft.parkedBecause().isEmpty() ? accepted(draft, size, lists, findings) : null;
      if (rule != null) {
        rules.add(rule);
        size += conditions.macros().size(rule.written().tree());
      }
    }
    UsageReport usage = new UsageReport(collector, lists, conditions.macros());
    usage.warnAboutUnused(findings);
    return new Resolved(rules, usage);
  }

  /** The resolved rule; null if the rule is skipped, or if it is parked because it is translated and has a fault. */
  private @Nullable LoadedRule accepted(RuleDraft draft, long before, ListExpander lists, Findings findings) {
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
      findings.parked(draft.name, fault.text(), draft.context);
      return null;
    }
  }

  /** The outcome of all documents so far: the rules, and the data for their descriptions. */
  record Resolved(List<LoadedRule> rules, UsageReport usage) {}

  /**
   * The outcome of one rule.
   *
   * @param revision the revision of the draft when it was resolved
   * @param rule null if it was skipped with a warning
   */
  private record Outcome(
      int revision, String condition, Expr tree, @Nullable LoadedRule rule, List<Diagnostic> warnings) {}

  private @Nullable LoadedRule remembered(RuleDraft rule, ListExpander lists, Findings findings) {
    Outcome before = outcomes.get(rule);
    if (before == null
        || before.revision() != rule.revision()
        || before.tree() != conditions.of(new Written(before.condition(), rule.conditionContext), lists, rule.context)) {
      return resolve(rule, lists, findings);
    }
    findings.repeat(before.warnings());
    return before.rule();
  }

  private @Nullable LoadedRule resolve(RuleDraft rule, ListExpander lists, Findings findings) {
    FieldCatalog catalog = context.sources().get(rule.source);
    if (catalog == null) {
      throw LoadFault.invalid("Unknown source at compile-time" + rule.source, rule.context);
    }
    int told = findings.warnings().size();
    SortedSet<String> exceptionFields = new TreeSet<>();
    String condition = ExceptionConditions.apply(rule.condition, rule.exceptions, exceptionFields);
    MemoryResolver memories = rule.memory == null ? null : new MemoryResolver(rule.memory, rule.source, context.sources());
    FieldCatalog ofOutput = memories == null ? catalog : memories.ofOutput();
    String output = outputs.output(rule, catalog, findings);
    OutputTemplate template = template(rule, output, ofOutput, findings);
    if (template == null) {
      return null;
    }
    OutputBuilder.warnAboutDeprecated(output, rule, findings);
    List<ExtraField> extra = outputs.extraFields(rule, ofOutput, findings);
    OutputTemplate addition = addition(rule, ofOutput, findings);
    Set<String> mutable = mutable(rule, template.followedBy(addition), extra);
    List<RuleMute> mutes = RuleMute.in(rule.exceptions, mutable);
    List<ExceptionItem> others = RuleMute.others(rule.exceptions, mutable);
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
      loaded = loaded(rule, text(rule, output, exceptionFields, meaning.tree()), meaning, alert).mutedBy(mutes);
      warnAboutManyEventTypes(rule, loaded, findings);
    }
    List<Diagnostic> warnings = List.copyOf(findings.warnings().subList(told, findings.warnings().size()));
    outcomes.put(rule, new Outcome(rule.revision(), condition, meaning.tree(), loaded, warnings));
    return loaded;
  }

  /** The fields that mutes may compare. None for the fleet, where mutes are ordinary exceptions. */
  private static Set<String> mutable(RuleDraft rule, OutputTemplate output, List<ExtraField> extra) {
    if (rule.exceptions.isEmpty() || RuleScope.of(rule.source) == RuleScope.FLEET) {
      return Set.of();
    }
    Stream<String> added = extra.stream().filter(ExtraField::raw).map(ExtraField::key);
    return Stream.concat(output.fields().stream().map(FieldUse::text), added).collect(Collectors.toSet());
  }

  /**
   * The conditions under which a rule fires.
   *
   * @param condition null if the rule is skipped
   * @param memory the stateful condition; null for a rule that evaluates each event alone
   */
  private record Meaning(Expr tree, @Nullable Checked condition, @Nullable RuleMemory memory) {}

  /** An event source with its fields. */
  private record SourceFields(String source, FieldCatalog catalog) {}

  /** @param exceptions those that belong to conditions */
  private record Scope(ListExpander lists, FieldCatalog catalog, List<ExceptionItem> exceptions, Findings findings) {}

  /**
   * The meaning of a rule; null if the rule is skipped because a step, or a value by which events are grouped, has an
   * unknown field.
   */
  private @Nullable Meaning meaning(
      RuleDraft rule, String condition, @Nullable MemoryResolver memories, Scope scope) {
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
  private @Nullable Meaning known(RuleDraft rule, String condition, @Nullable MemoryResolver memories, Scope scope) {
    RuleMemory sequence = null;
    Findings findings = scope.findings();
    if (memories != null && rule.memory instanceof OfSequence written) {
      sequence = memories.sequence(written, step -> step(rule, step, scope));
      if (sequence == null) {
        return null;
      }
      findings = new Findings(""); // the steps have reported everything
    }
    Written whole = new Written(condition, rule.conditionContext);
    Expr tree = conditions.of(whole, scope.lists(), rule.context);
    Checked all = check(rule, whole, tree, new SourceFields(rule.source, scope.catalog()), findings);
    if (all == null || memories == null) {
      return new Meaning(tree, all, null);
    }
    MemoryResolver.Resolved resolved = new MemoryResolver.Resolved(tree, all);
    @Nullable RuleMemory memory =
        switch (rule.memory) {
          case OfThreshold written -> memories.threshold(written, resolved);
          case OfFirst written -> memories.first(written, resolved);
          case OfSequence written -> sequence;
          case null -> null;
        };
    return new Meaning(tree, memories.reading(all), memory);
  }

  /** Resolves a step. Exceptions name fields of the rule's source, so they apply to the steps of that source only. */
  private MemoryResolver.@Nullable Resolved step(RuleDraft rule, WrittenStep step, Scope scope) {
    Written written = step.condition();
    List<ExceptionItem> exceptions = step.isOfRule() ? scope.exceptions() : List.of();
    Written whole = new Written(ExceptionConditions.apply(written.text(), exceptions, new TreeSet<>()), written.context());
    Expr tree = conditions.of(whole, scope.lists(), written.context());
    String source = step.isOfRule() ? rule.source : step.source();
    FieldCatalog catalog = Objects.requireNonNull(context.sources().get(source));
    Checked checked = check(rule, whole, tree, new SourceFields(source, catalog), scope.findings());
    return checked == null ? null : new MemoryResolver.Resolved(tree, checked);
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

  private OutputTemplate addition(RuleDraft rule, FieldCatalog catalog, Findings findings) {
    String text = outputs.addition(rule, catalog);
    OutputTemplate addition = text.isEmpty() ? null : template(rule, text, catalog, findings);
    return addition == null ? OutputTemplate.EMPTY : addition;
  }

  private @Nullable OutputTemplate template(
      RuleDraft rule, String output, FieldCatalog catalog, Findings findings) {
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

  private @Nullable Checked check(
      RuleDraft rule, Written condition, Expr tree, SourceFields fields, Findings findings) {
    ConditionWarnings warnings = new ConditionWarnings(findings, condition);
    try {
      Checked result = check(tree, fields.source(), fields.catalog());
      warnings.report(result.warnings());
      return result;
    } catch (CheckException e) {
      warnings.reportDeprecated(tree);
      String message = Reason.of(e);
      Context place = condition.context().inCondition(e.position(), condition.text());
      String hint = hint(e, fields.catalog());
      if (skipsUnknown(rule) && e.namesSomethingUnknown()) {
        findings.warn(LoadCode.LOAD_UNKNOWN_FILTER, message, place, hint);
        return null;
      }
      throw new LoadFault(LoadCode.LOAD_ERR_COMPILE_CONDITION, message, place, hint);
    }
  }

  private Checked check(Expr tree, String source, FieldCatalog catalog) throws CheckException {
    Map<Expr, Checked> known = checked.computeIfAbsent(source, key -> new IdentityHashMap<>());
    Checked before = known.get(tree);
    if (before != null) {
      return before;
    }
    Checked result = shared(Checker.check(tree, catalog));
    known.put(tree, result);
    return result;
  }

  /** The condition with constants shared: rules with the same macros share their constants. */
  private Checked shared(Checked own) {
    return new Checked(predicates.in(own.expr()), own.warnings(), own.fields(), own.eventCodes());
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
      return e.unknownEventType().isEmpty() ? "" : Suggestion.of(e.unknownEventType(), EventTypeNames.known());
    }
    return switch (unusable.kind()) {
      case WITHOUT_ARGUMENT -> "the field needs an argument: " + unusable.field() + ".NAME";
      case NONEXISTENT -> Fields.suggestion(unusable.field(), catalog);
    };
  }

  private static void warnAboutManyEventTypes(RuleDraft rule, LoadedRule loaded, Findings findings) {
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
      RuleDraft rule, String output, SortedSet<String> exceptionFields, Expr tree) {
    SortedSet<String> names = new TreeSet<>();
    SortedSet<String> operators = new TreeSet<>();
    for (ExceptionItem exception : rule.exceptions) {
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
