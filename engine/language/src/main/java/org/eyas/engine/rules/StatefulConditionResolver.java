package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.event.ValueType.Form;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.condition.SyntaxTreeText;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.item.WrittenStatefulCondition;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfFirst;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfSequence;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfThreshold;
import org.eyas.engine.rules.item.WrittenStatefulCondition.WrittenAbsence;
import org.eyas.engine.rules.item.WrittenStatefulCondition.WrittenStep;
import org.eyas.engine.rules.item.WrittenText;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.RequiredAbsence;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.condition.ThresholdCondition;
import org.eyas.engine.stateful.condition.ThresholdMeasure;
import org.eyas.engine.stateful.event.StepFields;
import org.eyas.engine.stateful.event.ThresholdFields;
import org.eyas.engine.syntax.SyntaxTree;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the stateful condition of one rule in two steps: first the fields that the output may use; then, after the
 * output, the values and conditions.
 */
final class StatefulConditionResolver {
  /** A checked condition, with its text and tree after the replacement of macros and lists. */
  record Resolved(String text, SyntaxTree tree, CheckedCondition condition) {
    Resolved(SyntaxTree tree, CheckedCondition condition) {
      this(SyntaxTreeText.of(tree), tree, condition);
    }
  }

  /** Resolves the condition of a step. */
  interface Conditions {
    /** Null if the rule is skipped, with a warning. */
    @Nullable
    Resolved resolve(WrittenStep step);
  }

  private final String source;
  private final LoadContext context;
  private final FieldCatalog catalog;
  private final Set<FieldUse> read = new HashSet<>();
  private final Map<String, StepFields> steps = new LinkedHashMap<>();
  private final StepFields last;
  private final FieldCatalog ofOutput;
  private final GroupValueChecker checker;

  /**
   * Creates a resolver.
   *
   * @param source the source of the rule
   * @param context has the sources of the rule and of its steps
   */
  StatefulConditionResolver(WrittenStatefulCondition memory, String source, LoadContext context) {
    this.source = source;
    this.context = context;
    checker = new GroupValueChecker(context.falcoVersion());
    catalog = of(source);
    Map<String, FieldCatalog.Scope> scopes = new LinkedHashMap<>();
    if (memory instanceof OfSequence sequence) {
      sequence.steps().forEach(step -> scopes.put(step.name(), scope(step)));
    }
    last = new StepFields("", steps.size());
    if (memory instanceof OfSequence sequence && (sequence.without() != null || !sequence.otherSources().isEmpty())) {
      scopes.put("", new FieldCatalog.Scope(catalog, last::of)); // the event is over when the rule fires
    }
    ofOutput = catalog.with(memory instanceof OfThreshold ? List.of(ThresholdFields.ALL) : List.of(), scopes);
  }

  private FieldCatalog of(String source) {
    FieldCatalog catalog = context.sources().get(source);
    if (catalog == null) {
      throw new IllegalStateException("bug in Eyas: a rule with an unknown source reached the resolver");
    }
    return catalog;
  }

  private FieldCatalog.Scope scope(WrittenStep step) {
    String name = step.name();
    FieldCatalog own = of(source(step));
    if (catalog.hasGroup(name) || own.hasGroup(name)) {
      throw LoadFault.invalid(
          "A step cannot be named '" + name + "': there are fields with this beginning; choose another name",
          step.condition().context());
    }
    StepFields fields = new StepFields(name, steps.size());
    steps.put(name, fields);
    return new FieldCatalog.Scope(own, fields::of);
  }

  private String source(WrittenStep step) {
    return step.isOfRule() ? source : step.source();
  }

  /** Whether a fault says that the field of a value does not exist. */
  boolean isUnknown(LoadFault fault) {
    return checker.isUnknown(fault);
  }

  /** The fields that the output may use. */
  FieldCatalog ofOutput() {
    return ofOutput;
  }

  /**
   * The condition that selects all events that the rule needs, with the fields without which the rule cannot fire.
   * Fields that the rule only prints are not among them.
   */
  CheckedCondition reading(CheckedCondition condition) {
    Set<FieldUse> all = new HashSet<>(condition.fields());
    all.addAll(read);
    return condition.withFields(all);
  }

  StatefulCondition threshold(OfThreshold written, Resolved condition) {
    WrittenText of = written.of();
    TypedValue measured = of == null ? null : value(of);
    if (of != null && measured != null && written.measure() == ThresholdMeasure.SUM && !measured.type().isNumber()) {
      throw LoadFault.invalid("'sum' needs a field with a number; '" + of.text() + "' is not one", of.context());
    }
    ConditionStep step =
        new ConditionStep("threshold", source, condition.text(), condition.tree(), condition.condition(), values(written.by()),
            List.of());
    return new ThresholdCondition(step, written.measure(), measured, written.atLeast(), written.tumbling(),
        written.withinNanos());
  }

  StatefulCondition first(OfFirst written, Resolved condition) {
    ConditionStep step =
        new ConditionStep("first", source, condition.text(), condition.tree(), condition.condition(), values(written.by()),
            List.of());
    return new FirstSeenCondition(step, values(written.values()), written.learnNanos(), written.entries());
  }

  /** Null if the rule is skipped. */
  @Nullable
  StatefulCondition sequence(OfSequence written, Conditions conditions) {
    List<ConditionStep> resolved = new ArrayList<>();
    for (WrittenStep step : written.steps()) {
      StepFields fields = steps.get(step.name());
      ConditionStep next = step(step, fields == null ? List.of() : fields.kept(), conditions);
      if (next == null) {
        return null;
      }
      requireSame(resolved, next, step);
      resolved.add(next);
    }
    WrittenStep end = written.until();
    ConditionStep until = end == null ? null : ending(end, resolved, conditions);
    WrittenAbsence absence = written.without();
    ConditionStep without = absence == null ? null : ending(absence.step(), resolved, conditions);
    if (until == null && end != null || without == null && absence != null) {
      return null;
    }
    return new SequenceCondition(
        source,
        resolved,
        until,
        written.ordered(),
        written.withinNanos(),
        without == null || absence == null ? null : new RequiredAbsence(without, absence.nanos()),
        last.kept());
  }

  /** A step whose events end an open sequence of their group. */
  private @Nullable ConditionStep ending(WrittenStep written, List<ConditionStep> steps, Conditions conditions) {
    ConditionStep step = step(written, List.of(), conditions);
    if (step != null) {
      requireSame(steps, step, written);
    }
    return step;
  }

  private @Nullable ConditionStep step(WrittenStep written, List<FieldUse> kept, Conditions conditions) {
    Resolved condition = conditions.resolve(written);
    if (condition == null) {
      return null;
    }
    Set<FieldUse> named = written.isOfRule() ? read : new HashSet<>(condition.condition().fields());
    List<TypedValue> by = written.by().stream().map(each -> value(each, of(source(written)), named)).toList();
    CheckedCondition checked = written.isOfRule() ? condition.condition() : condition.condition().withFields(named);
    return new ConditionStep(written.name(), source(written), condition.text(), condition.tree(), checked, by, kept);
  }

  private static void requireSame(List<ConditionStep> before, ConditionStep step, WrittenStep written) {
    if (before.isEmpty()) {
      return;
    }
    List<TypedValue> first = before.getFirst().by();
    if (!kinds(first).equals(kinds(step.by()))) {
      throw LoadFault.invalid(
          "'by' of '" + step.name() + "' must have as many values as that of '" + before.getFirst().name()
              + "', numbers for numbers, addresses for addresses and texts for texts",
          written.condition().context());
    }
  }

  private static List<String> kinds(List<TypedValue> values) {
    return values.stream().map(StatefulConditionResolver::kind).toList();
  }

  private static String kind(TypedValue value) {
    if (value.type().isNumber()) {
      return "number";
    }
    return value.type().form() == Form.ADDRESS ? "address" : "text";
  }

  private List<TypedValue> values(List<WrittenText> written) {
    return written.stream().map(this::value).toList();
  }

  private TypedValue value(WrittenText written) {
    return value(written, catalog, read);
  }

  private TypedValue value(WrittenText written, FieldCatalog catalog, Set<FieldUse> read) {
    return checker.check(written, catalog, read);
  }
}
