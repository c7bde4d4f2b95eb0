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
import org.eyas.api.alert.Priority;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.Diagnostic;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.AlertTemplate;
import org.eyas.engine.format.ExtraAlertField;
import org.eyas.engine.format.OutputTemplate;
import org.eyas.engine.format.TemplateException;
import org.eyas.engine.format.TemplateSegment;
import org.eyas.engine.rules.LoadedRule.RuleText;
import org.eyas.engine.rules.condition.ExceptionConditions;
import org.eyas.engine.rules.condition.ListExpander;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.RuleScope;
import org.eyas.engine.rules.item.RuleSwitches;
import org.eyas.engine.rules.item.WrittenRepeatLimit;
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
  private final RuleConditionResolver conditions;
  private final Map<TemplateSegment, TemplateSegment> segments = new HashMap<>();
  private final OutputBuilder outputs;
  private final Map<RuleDraft, Outcome> outcomes = new IdentityHashMap<>();

  RuleResolver(LoadContext context, DefinitionCollector collector) {
    this.context = context;
    this.collector = collector;
    this.conditions = new RuleConditionResolver(context, collector);
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
      LoadedRule rule = reusedOrResolved(draft, lists, findings);
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

  private @Nullable LoadedRule reusedOrResolved(RuleDraft rule, ListExpander lists, DocumentFindings findings) {
    Outcome before = outcomes.get(rule);
    if (before == null
        || before.revision() != rule.revision()
        || before.tree() != conditions.tree(rule, before.condition(), lists)) {
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
    checkWeight(rule);
    int told = findings.warnings().size();
    SortedSet<String> exceptionFields = new TreeSet<>();
    String condition = ExceptionConditions.apply(rule.condition, rule.exceptions, exceptionFields);
    StatefulConditionResolver memories = rule.statefulCondition == null ? null
        : new StatefulConditionResolver(rule.statefulCondition, rule.source, context);
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
    RuleConditionResolver.Meaning meaning =
        conditions.meaning(rule, condition, memories, new RuleConditionResolver.Scope(lists, catalog, others, findings));
    if (meaning == null) {
      return null;
    }
    LoadedRule loaded = null;
    if (meaning.condition() != null) {
      checkSources(rule, meaning.memory());
      AlertTemplate alert = new AlertTemplate(rule.name, rule.source, rule.priority, rule.tags, template, addition, extra);
      loaded = loaded(rule, text(rule, output, exceptionFields, meaning.tree()), meaning, alert, catalog).withMutes(mutes);
      warnAboutManyEventTypes(rule, loaded, findings);
    }
    List<Diagnostic> warnings = List.copyOf(findings.warnings().subList(told, findings.warnings().size()));
    outcomes.put(rule, new Outcome(rule.revision(), condition, meaning.tree(), loaded, warnings));
    return loaded;
  }

  private static void checkWeight(RuleDraft rule) {
    for (String tag : SignalWeight.unknownTags(rule.tags)) {
      throw LoadFault.invalid("tag '" + tag + "' has no weight of a signal; use one of " + SignalWeight.allTags(), rule.context);
    }
  }

  /** A signal belongs to the process of its event. */
  private static void checkSources(RuleDraft rule, @Nullable StatefulCondition memory) {
    if (memory != null && memory.isOfSeveralSources() && SignalWeight.of(rule.tags) != null) {
      throw LoadFault.invalid("a signal reads one event source; remove its tag, or the steps of other sources", rule.context);
    }
  }

  /** The fields that mutes may compare. None for the fleet, where mutes are ordinary exceptions. */
  private static Set<String> mutable(RuleDraft rule, OutputTemplate output, List<ExtraAlertField> extra) {
    if (rule.exceptions.isEmpty() || RuleScope.of(rule.source) == RuleScope.FLEET) {
      return Set.of();
    }
    Stream<String> added = extra.stream().filter(ExtraAlertField::raw).map(ExtraAlertField::key);
    return Stream.concat(output.fields().stream().map(FieldUse::text), added).collect(Collectors.toSet());
  }

  private LoadedRule loaded(
      RuleDraft rule, RuleText text, RuleConditionResolver.Meaning meaning, AlertTemplate alert, FieldCatalog catalog) {
    RuleSwitches switches = rule.switches;
    return new LoadedRule(
        text,
        disabledBy(rule),
        Objects.requireNonNull(meaning.condition()),
        meaning.memory(),
        alert,
        List.of(),
        switches.capture(),
        switches.captureMillis(),
        repeats(rule, catalog));
  }

  private @Nullable RepeatLimit repeats(RuleDraft rule, FieldCatalog catalog) {
    WrittenRepeatLimit written = rule.switches.repeats();
    if (written == null || written.withinNanos() == 0) {
      return null;
    }
    if (SignalWeight.of(rule.tags) != null) {
      throw LoadFault.invalid("'repeats' is for rules that send alerts; a rule with a tag of a signal sends none", rule.context);
    }
    if (rule.statefulCondition != null) {
      throw LoadFault.invalid("'repeats' is for rules with 'condition'; this rule has times of its own", rule.context);
    }
    GroupValueChecker values = new GroupValueChecker(context.falcoVersion());
    List<TypedValue> by = written.by().stream().map(each -> values.checkSeveral(each, catalog)).toList();
    return RepeatLimit.of(written, by, context.minimumPriority().compareTo(Priority.INFORMATIONAL) >= 0);
  }

  private OutputTemplate addition(RuleDraft rule, FieldCatalog catalog, DocumentFindings findings) {
    String text = outputs.conditionalAddition(rule, catalog);
    OutputTemplate addition = text.isEmpty() ? null : template(rule, text, catalog, findings);
    return addition == null ? OutputTemplate.EMPTY : addition;
  }

  private @Nullable OutputTemplate template(
      RuleDraft rule, String output, FieldCatalog catalog, DocumentFindings findings) {
    try {
      return OutputTemplate.compile(output, catalog, context.falcoVersion()).sharing(segments);
    } catch (TemplateException e) {
      if (rule.skipsUnknown() && !e.wrong().isEmpty()) {
        findings.warn(
            LoadCode.LOAD_UNKNOWN_FILTER, Reason.of(e), rule.outputContext, OutputBuilder.hint(e, catalog));
        return null;
      }
      throw OutputBuilder.fault(e, rule, catalog);
    }
  }

  private void warnAboutManyEventTypes(RuleDraft rule, LoadedRule loaded, DocumentFindings findings) {
    if (!loaded.sources().contains("syscall")) {
      return;
    }
    int types = loaded.condition("syscall").eventCodes().cardinality();
    boolean none = types == 0 && !context.falcoVersion().keepsBytes(); // the newest Falco accepts that such a rule never fires
    boolean many = none || types > MANY_EVENT_TYPES;
    if (many && rule.switches.warnEventTypes()) {
      findings.warn(
          LoadCode.LOAD_NO_EVTTYPE,
          "Rule matches too many evt.type values. This has a significant performance penalty.",
          rule.context);
    }
  }

  private String disabledBy(RuleDraft rule) {
    boolean sent = SignalWeight.of(rule.tags) == null; // the least priority is about what is sent
    if (sent && rule.priority.compareTo(context.minimumPriority()) > 0) {
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
