package org.eyas.core.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One entry of {@code append_output}: what is added to the alerts of the rules that match it.
 *
 * @param source an event source, empty for any
 * @param tags tags that a rule must all have
 * @param rule a rule's name, empty for any
 * @param extraOutput added to the output behind a blank; may be empty
 * @param suggested whether the fields that their providers suggest are added too
 * @param formattedFields further fields of the alert: key and template
 * @param rawFields further fields of the alert, with their own values
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

  /** The entry of a configuration that says nothing: suggested fields for all rules. */
  public static final AppendedOutput SUGGESTED =
      new AppendedOutput("", Set.of(), "", "", true, Map.of(), List.of());

  boolean matches(RuleDraft draft) {
    return (source.isEmpty() || source.equals(draft.source))
        && draft.tags.containsAll(tags)
        && (rule.isEmpty() || rule.equals(draft.name));
  }
}
