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
 * @param addition follows the output if one of the fields in it has a value other than zero; without segments for no
 *     addition
 */
public record AlertTemplate(
    String rule,
    String source,
    Priority priority,
    SortedSet<String> tags,
    OutputTemplate message,
    OutputTemplate addition,
    List<ExtraAlertField> extraFields) {
  public AlertTemplate {
    tags = AlertTags.of(tags);
    extraFields = List.copyOf(extraFields);
  }

  /** The template of alerts that have the addition. */
  AlertTemplate withAddition() {
    return new AlertTemplate(rule, source, priority, tags, message.followedBy(addition), OutputTemplate.EMPTY, extraFields);
  }
}
