package org.eyas.api.rule;

import java.util.List;

/** What came of loading rule documents, one result for each in their order. */
public record LoadReport(List<Result> results) {
  public LoadReport {
    results = List.copyOf(results);
  }

  public boolean successful() {
    return results.stream().allMatch(Result::successful);
  }

  /** What came of holding a document against the JSON schema of rule files. */
  public enum SchemaState {
    OK,
    FAILED,
    /** The document is no YAML, or empty. */
    NONE
  }

  /**
   * One document's result.
   *
   * @param schemaWarnings keys and values the schema does not know; they do not make a document wrong
   */
  public record Result(
      String document,
      List<Diagnostic> errors,
      List<Diagnostic> warnings,
      SchemaState schema,
      List<String> schemaWarnings) {
    public Result {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
      schemaWarnings = List.copyOf(schemaWarnings);
    }

    public boolean successful() {
      return errors.isEmpty();
    }
  }
}
