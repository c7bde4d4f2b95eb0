package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.rules.condition.FieldLookup;
import org.eyas.engine.rules.condition.OperatorNames;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.NameSuggestion;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.ExceptionDefinition.Entry;
import org.jspecify.annotations.Nullable;

/** Checks exceptions: each needs as many comparisons as fields, and operators and fields that exist. */
final class ExceptionChecker {
  private static final Set<String> FOR_ONE_FIELD = Set.of("in", "pmatch", "intersects");

  private ExceptionChecker() {}

  /**
   * An exception, with the implied comparisons if the rule file has none.
   *
   * @param source the fields of the rule's source; null for an unknown source, whose fields cannot be checked
   */
  static ExceptionDefinition complete(ExceptionDefinition exception, @Nullable FieldCatalog source) {
    // A mute may compare fields that only the output has, such as fields of a step. Other exceptions become part of the condition,
    // which is checked later.
    FieldCatalog catalog = RuleMute.hasName(exception) ? null : source;
    if (!exception.fields().given()) {
      throw LoadFault.invalid(
          "Rule exception item must have fields property with a list of fields", exception.context());
    }
    return exception.fields().list() ? ofSeveral(exception, catalog) : ofOne(exception, catalog);
  }

  private static ExceptionDefinition ofSeveral(ExceptionDefinition exception, @Nullable FieldCatalog catalog) {
    List<Entry> fields = exception.fields().items();
    List<Entry> written = exception.comps().items();
    if (exception.comps().given() && written.size() != fields.size()) {
      throw LoadFault.invalid("Fields and comps lists must have equal length", exception.context());
    }
    List<Entry> comps = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      String operator = exception.comps().given() ? written.get(i).text().strip() : "=";
      if (!OperatorNames.exists(operator) && !OperatorNames.isWithModifier(operator)) {
        throw LoadFault.invalid(
            "'" + operator + "' is not a supported comparison operator",
            exception.context(),
            NameSuggestion.of(operator, OperatorNames.all()));
      }
      comps.add(Entry.of(operator));
    }
    for (Entry field : fields) {
      requireField(field.text(), catalog, exception.context());
    }
    return exception.withComps(Entry.of(comps));
  }

  private static ExceptionDefinition ofOne(ExceptionDefinition exception, @Nullable FieldCatalog catalog) {
    if (exception.comps().list() && exception.comps().given()) {
      throw LoadFault.invalid("Fields and comps must both be strings", exception.context());
    }
    String operator = exception.comps().given() ? exception.comps().text().strip() : "in";
    if (!FOR_ONE_FIELD.contains(operator) && !OperatorNames.isWithModifier(operator)) {
      throw LoadFault.invalid(
          "When fields is a single value, comps must be one of (in, pmatch, intersects) or a modifier operator"
              + " (e.g. startswith oneof)",
          exception.context());
    }
    requireField(exception.fields().text(), catalog, exception.context());
    return exception.withComps(Entry.of(operator));
  }

  private static void requireField(String field, @Nullable FieldCatalog catalog, DocumentPlace context) {
    if (catalog != null && !FieldLookup.exists(field, catalog)) {
      throw LoadFault.invalid(
          "'" + field + "' is not a supported filter field", context, FieldLookup.suggestion(field, catalog));
    }
  }

  /** Adds exceptions to those of a rule: new exceptions, or more values for an existing one. */
  static void append(List<ExceptionDefinition> before, List<ExceptionDefinition> more, @Nullable FieldCatalog catalog) {
    for (ExceptionDefinition exception : more) {
      int known = indexOf(exception.name(), before);
      if (known < 0) {
        before.add(completeNew(exception, catalog));
      } else {
        before.set(known, withMoreValues(before.get(known), exception));
      }
    }
  }

  private static int indexOf(String name, List<ExceptionDefinition> exceptions) {
    for (int i = 0; i < exceptions.size(); i++) {
      if (exceptions.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static ExceptionDefinition completeNew(ExceptionDefinition exception, @Nullable FieldCatalog catalog) {
    if (!exception.fields().given()) {
      throw LoadFault.invalid(
          "Rule exception must have fields property with a list of fields", exception.context());
    }
    if (exception.values().isEmpty()) {
      throw LoadFault.invalid(
          "Rule exception must have values property with a list of values", exception.context());
    }
    return complete(exception, catalog);
  }

  private static ExceptionDefinition withMoreValues(ExceptionDefinition before, ExceptionDefinition more) {
    if (more.fields().given()) {
      throw LoadFault.invalid(
          "Can not append exception fields to existing exception, only values", more.context());
    }
    if (more.comps().given()) {
      throw LoadFault.invalid("Can not append exception comps to existing exception, only values", more.context());
    }
    List<Entry> values = new ArrayList<>(before.values());
    values.addAll(more.values());
    return before.withValues(values);
  }
}
