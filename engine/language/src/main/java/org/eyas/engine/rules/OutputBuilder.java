package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.failure.Reason;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldProvider;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.format.ExtraAlertField;
import org.eyas.engine.format.OutputTemplate;
import org.eyas.engine.format.TemplateException;
import org.eyas.engine.rules.condition.DeprecatedField;
import org.eyas.engine.rules.condition.FieldLookup;
import org.eyas.engine.rules.document.DocumentFindings;
import org.eyas.engine.rules.document.LoadCode;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.item.RuleScope;
import org.eyas.engine.rules.item.WrittenStatefulCondition;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfFirst;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfSequence;
import org.eyas.engine.rules.item.WrittenStatefulCondition.OfThreshold;
import org.eyas.engine.rules.item.WrittenStatefulCondition.WrittenStep;
import org.eyas.engine.stateful.event.SequenceFields;
import org.eyas.engine.stateful.event.ThresholdFields;

/** Builds the output of a rule: its own output, the additions of {@code append_output}, and the extra fields. */
final class OutputBuilder {
  private static final String CONTAINER_INFO = "%container.info";

  private final LoadContext context;

  OutputBuilder(LoadContext context) {
    this.context = context;
  }

  /** The output with all additions. */
  String output(RuleDraft rule, FieldCatalog catalog, DocumentFindings findings) {
    StringBuilder output = new StringBuilder(rule.output);
    for (AppendedOutput appended : context.appended()) {
      if (appended.matches(rule)) {
        append(appended, catalog, output);
      }
    }
    if (output.indexOf(CONTAINER_INFO) < 0) {
      return output.toString();
    }
    findings.warn(
        LoadCode.LOAD_DEPRECATED_ITEM,
        "%container.info is deprecated and no more useful, and will be dropped by Falco 1.0.0. The container plugin will"
            + " automatically add required fields to the output message.",
        rule.context);
    return output.toString().replace(CONTAINER_INFO, "");
  }

  private static void append(AppendedOutput appended, FieldCatalog catalog, StringBuilder output) {
    if (!appended.extraOutput().isEmpty()) {
      output.append(' ').append(appended.extraOutput());
    }
    if (appended.suggested()) {
      appendFields(Flag.SUGGESTED, catalog, output);
    }
  }

  private static void appendFields(Flag flag, FieldCatalog catalog, StringBuilder output) {
    for (FieldClass fieldClass : catalog.classes()) {
      for (FieldDefinition field : fieldClass.fields()) {
        if (field.is(flag)) {
          output.append(' ').append(field.name().replace('.', '_')).append("=%").append(field.name());
        }
      }
    }
  }

  /**
   * The text that follows the output if one of the fields in it has a value other than zero; empty for no such text.
   */
  String conditionalAddition(RuleDraft rule, FieldCatalog catalog) {
    StringBuilder addition = new StringBuilder();
    if (context.appended().stream().anyMatch(appended -> appended.suggested() && appended.matches(rule))) {
      appendFields(Flag.SUGGESTED_UNLESS_ZERO, catalog, addition);
    }
    return addition.toString();
  }

  /** The extra fields of {@code append_output}, and the field with the events of a sequence or a threshold. */
  List<ExtraAlertField> extraFields(RuleDraft rule, FieldCatalog catalog, DocumentFindings findings) {
    Map<String, ExtraAlertField> fields = new TreeMap<>();
    if (rule.statefulCondition != null && RuleScope.of(rule.source) == RuleScope.HOST) { // rules of the fleet refer to alerts, not to events
      addEvents(rule.statefulCondition, rule, fields);
    }
    for (AppendedOutput appended : context.appended()) {
      if (appended.matches(rule)) {
        appended
            .formattedFields()
            .forEach((key, text) -> fields.put(key, extra(key, text, false, rule, catalog)));
        appended.rawFields().forEach(key -> fields.put(key, extra(key, "%" + key, true, rule, catalog)));
        appended.formattedFields().values().forEach(text -> warnAboutDeprecated(text, rule, findings));
        appended.rawFields().forEach(key -> warnAboutDeprecated(key, rule, findings));
      }
    }
    return new ArrayList<>(fields.values());
  }

  private void addEvents(WrittenStatefulCondition memory, RuleDraft rule, Map<String, ExtraAlertField> into) {
    switch (memory) {
      case OfSequence sequence -> {
        FieldProvider events = new SequenceFields(sequence.steps().stream().map(WrittenStep::name).toList());
        into.put(SequenceFields.EVENTS, events(SequenceFields.EVENTS, events, rule));
      }
      case OfThreshold threshold -> into.put(ThresholdFields.EVENTS, events(ThresholdFields.EVENTS, ThresholdFields.ALL, rule));
      case OfFirst first -> {}
    }
  }

  private ExtraAlertField events(String name, FieldProvider fields, RuleDraft rule) {
    return extra(name, "%" + name, true, rule, new FieldCatalog(List.of(fields)));
  }

  private ExtraAlertField extra(String key, String text, boolean raw, RuleDraft rule, FieldCatalog catalog) {
    try {
      return new ExtraAlertField(key, text, OutputTemplate.compile(text, catalog, context.version()), raw);
    } catch (TemplateException e) {
      throw fault(e, rule, catalog);
    }
  }

  static LoadFault fault(TemplateException e, RuleDraft rule, FieldCatalog catalog) {
    return new LoadFault(
        LoadCode.LOAD_ERR_COMPILE_OUTPUT, Reason.of(e), rule.outputContext, hint(e, catalog));
  }

  static String hint(TemplateException e, FieldCatalog catalog) {
    if (e.wrong().isEmpty()) {
      return "";
    }
    if (catalog.definition(e.wrong()).isPresent()) {
      return "field '" + e.wrong() + "' can be tested, but not printed like this";
    }
    String near = FieldLookup.suggestion(e.wrong(), catalog);
    return "there is no field '" + e.wrong() + "'" + (near.isEmpty() ? "" : "; " + near);
  }

  static void warnAboutDeprecated(String output, RuleDraft rule, DocumentFindings findings) {
    for (DeprecatedField field : DeprecatedField.values()) {
      if (output.contains(field.field())) {
        findings.warnDeprecated(
            field.field(),
            "usage of deprecated field '" + field.field() + "' has been detected in the rule output",
            rule.outputContext);
      }
    }
  }
}
