package org.eyas.api.rule;

import java.util.List;

/**
 * The result of loading rule documents.
 *
 * @param results one result for each document, in the same order
 */
public record LoadReport(List<Result> results) {
  public LoadReport {
    results = List.copyOf(results);
  }

  public boolean successful() {
    return results.stream().allMatch(Result::successful);
  }

  /** The result of checking a document against the JSON schema of rule files. */
  public enum SchemaState {
    OK,
    FAILED,
    /** Not checked: the document is not YAML, or it is empty. */
    NONE
  }

  /**
   * The result for one document.
   *
   * @param document the document's name
   * @param errors why the document was refused; empty if it was not
   * @param warnings findings that do not refuse the document
   * @param schema the result of the schema check
   * @param schemaWarnings keys and values that the schema does not allow; they do not refuse the document
   * @param hints parts that are probably not meant as they are written; Falco says nothing about them
   */
  public record Result(
      String document,
      List<Diagnostic> errors,
      List<Diagnostic> warnings,
      SchemaState schema,
      List<String> schemaWarnings,
      List<Diagnostic> hints) {
    /** A result without hints. */
    public Result(
        String document, List<Diagnostic> errors, List<Diagnostic> warnings, SchemaState schema, List<String> schemaWarnings) {
      this(document, errors, warnings, schema, schemaWarnings, List.of());
    }

    public Result {
      hints = List.copyOf(hints);
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
      schemaWarnings = List.copyOf(schemaWarnings);
    }

    public boolean successful() {
      return errors.isEmpty();
    }
  }
}
