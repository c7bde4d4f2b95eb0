package org.eyas.engine.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One entry of {@code append_output}: the additions to the alerts of matching rules.
 *
 * @param source an event source, empty for any
 * @param tags tags that a rule must all have
 * @param rule the name of a rule, empty for any
 * @param extraOutput appended to the output after a space; may be empty
 * @param suggested whether to add the fields that their providers suggest
 * @param formattedFields more fields of the alert: key and template
 * @param rawFields more fields of the alert, with their own values
 */
public record AppendedOutput(
    String source,
    Set<String> tags,
    String rule,
    String extraOutput,
    boolean suggested,
    Map<String, String> formattedFields,
    List<String> rawFields) {
  public AppendedOutput {
    tags = Set.copyOf(tags);
    formattedFields = new TreeMap<>(formattedFields);
    rawFields = List.copyOf(rawFields);
  }

  /** The default entry: suggested fields for all rules. */
  public static final AppendedOutput SUGGESTED =
      new AppendedOutput("", Set.of(), "", "", true, Map.of(), List.of());

  boolean matches(RuleDraft draft) {
    return (source.isEmpty() || source.equals(draft.source))
        && draft.tags.containsAll(tags)
        && (rule.isEmpty() || rule.equals(draft.name));
  }
}
