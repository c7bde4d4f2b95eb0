package org.eyas.engine.format;

import java.util.List;
import java.util.SortedSet;
import org.eyas.api.alert.AlertTags;
import org.eyas.api.alert.Priority;

/**
 * The properties of a rule that its alerts contain.
 *
 * @param source the event source
 * @param message the output, without time and priority
 */
public record AlertTemplate(
    String rule,
    String source,
    Priority priority,
    SortedSet<String> tags,
    OutputTemplate message,
    List<ExtraField> extraFields) {
  public AlertTemplate {
    tags = AlertTags.of(tags);
    extraFields = List.copyOf(extraFields);
  }
}
