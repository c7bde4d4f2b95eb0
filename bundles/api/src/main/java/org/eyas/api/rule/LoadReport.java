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

  /**
   * One document's result.
   *
   * @param schemaWarnings keys and values the schema does not know
   */
  public record Result(
      String document, List<Diagnostic> errors, List<Diagnostic> warnings, List<String> schemaWarnings) {
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
