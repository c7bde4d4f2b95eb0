package org.eyas.core.rules;

import java.util.SortedSet;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.core.check.Checked;
import org.eyas.core.format.AlertTemplate;
import org.eyas.core.syntax.Expr;

/**
 * A rule that is ready to be compiled. Rules whose condition, fields and output did not change since they were loaded
 * last keep their {@code condition} object.
 *
 * @param written what stands in the documents
 * @param disabledBy why it is not looked at, for people; empty where it is
 * @param condition checked, with its macros and exceptions
 * @param alert what its alerts are made of: name, source, priority, tags, output
 * @param capture whether events are recorded when it fires
 * @param captureMillis for how long; 0 for the configured time
 */
public record LoadedRule(
    RuleText written,
    String disabledBy,
    Checked condition,
    AlertTemplate alert,
    boolean capture,
    long captureMillis) {

  /** Whether it is looked at, after priority and selections. */
  public boolean enabled() {
    return disabledBy.isEmpty();
  }

  /** The same rule where nothing disables it. */
  public LoadedRule enabledAnyway() {
    return new LoadedRule(written, "", condition, alert, capture, captureMillis);
  }

  public String name() {
    return alert.rule();
  }

  public String source() {
    return alert.source();
  }

  /**
   * A rule as its documents have it, after redefinitions and changes.
   *
   * @param enabled what the documents say, before priority and selections
   * @param output as written; {@code compiledOutput} with what {@code append_output} added
   * @param exceptionFields the fields that exceptions with values look at
   * @param tree the condition with its exceptions, lists and macros
   * @param place where its first definition stands
   */
  public record RuleText(
      String description,
      boolean enabled,
      String condition,
      String output,
      String compiledOutput,
      SortedSet<String> exceptionNames,
      SortedSet<String> exceptionFields,
      SortedSet<String> exceptionOperators,
      Expr tree,
      Location place) {}
}
