package org.eyas.engine.rules.document;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.LoadReport.SchemaState;

/** The warnings and errors that are found while one document is loaded. */
public final class DocumentFindings {
  /**
   * The limit keeps memory small: a file full of small mistakes would take a hundred times its own size for warnings.
   */
  private static final int MOST_WARNINGS = 10_000;

  private final String document;
  private final List<Diagnostic> errors = new ArrayList<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final List<String> schemaWarnings = new ArrayList<>();
  private boolean schemaChecked;

  public DocumentFindings(String document) {
    this.document = document;
  }

  public void error(LoadFault fault) {
    errors.add(diagnostic(fault.code(), fault.code().label(), fault.text(), fault.context(), fault.hint()));
  }

  public void warn(LoadCode code, String message, DocumentPlace context) {
    warn(code, message, context, "");
  }

  public void warn(LoadCode code, String message, DocumentPlace context, String hint) {
    if (!isFull()) {
      warnings.add(diagnostic(code, code.label(), message, context, hint));
    }
  }

  /** Whether the limit is reached, so that further warnings are dropped. */
  public boolean isFull() {
    return warnings.size() >= MOST_WARNINGS;
  }

  /** Reports a translated rule that the engine cannot use. */
  public void reportParked(String rule, String reason, DocumentPlace place) {
    warn(LoadCode.LOAD_WARNING_EXTENSION, "Rule '" + rule + "' is parked: " + reason, place);
  }

  public List<Diagnostic> warnings() {
    return warnings;
  }

  /** Adds warnings of an earlier document that are valid for this one too. */
  public void repeat(List<Diagnostic> earlier) {
    warnings.addAll(earlier.subList(0, Math.clamp(MOST_WARNINGS - warnings.size(), 0, earlier.size())));
  }

  /** Reports a field that conditions and outputs should no longer use. */
  public void warnDeprecated(String field, String message, DocumentPlace context) {
    String label = LoadCode.LOAD_DEPRECATED_ITEM.label() + ": field '" + field + "'";
    warnings.add(diagnostic(LoadCode.LOAD_DEPRECATED_ITEM, label, message, context, ""));
  }

  /** Adds the result of checking one more YAML document against the schema. */
  public void addSchemaFaults(List<String> faults) {
    schemaChecked = true;
    int room = Math.clamp(MOST_WARNINGS - schemaWarnings.size(), 0, faults.size());
    faults.subList(0, room).forEach(fault -> schemaWarnings.add(Reason.shortened(fault)));
  }

  public LoadReport.Result result() {
    return new LoadReport.Result(document, errors, warnings, schemaState(), schemaWarnings);
  }

  private SchemaState schemaState() {
    if (!schemaChecked) {
      return SchemaState.NONE;
    }
    return schemaWarnings.isEmpty() ? SchemaState.OK : SchemaState.FAILED;
  }

  private static Diagnostic diagnostic(LoadCode code, String label, String message, DocumentPlace context, String hint) {
    return new Diagnostic(
        code.name(), label, code.severity(), context.locations(), context.snippet(), Reason.shortened(message), hint);
  }
}
