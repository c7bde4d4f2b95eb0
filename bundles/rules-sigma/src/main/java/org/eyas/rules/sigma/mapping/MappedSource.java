package org.eyas.rules.sigma.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.rules.sigma.rule.LogSource;

/**
 * The counterpart of a Sigma log source in Eyas. An empty value means that the mapping file does not give it.
 *
 * @param condition the condition of the events that belong to the log source
 * @param output the fields that an alert prints after the title of the rule
 * @param keywords the fields of Sigma in which keywords are searched
 * @param tags the tags that its rules get
 * @param fields by their names in Sigma
 */
public record MappedSource(
    LogSource source, String condition, String output, List<String> keywords, List<String> tags,
    Map<String, MappedField> fields) {
  public MappedSource {
    keywords = List.copyOf(keywords);
    tags = List.copyOf(tags);
    fields = Map.copyOf(fields);
  }

  /** Whether a rule means this log source. A rule that does not name a product is for all products. */
  boolean isMeantBy(LogSource rule) {
    boolean product = rule.product().isEmpty() || rule.product().equals(source.product());
    return product && rule.category().equals(source.category()) && rule.service().equals(source.service());
  }

  /**
   * The same log source with the values of another file: fields are added or replaced, other values replaced if given.
   */
  MappedSource with(MappedSource other) {
    Map<String, MappedField> all = new LinkedHashMap<>(fields);
    all.putAll(other.fields);
    return new MappedSource(
        source,
        other.condition.isEmpty() ? condition : other.condition,
        other.output.isEmpty() ? output : other.output,
        other.keywords.isEmpty() ? keywords : other.keywords,
        other.tags.isEmpty() ? tags : other.tags,
        all);
  }
}
