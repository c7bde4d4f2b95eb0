package org.eyas.api.rule;

import java.util.List;
import org.eyas.api.alert.Priority;

/**
 * A rule that its {@link RuleProvider} could not translate into the language of the engine. The engine lists it as parked, and
 * reports it as a warning of its document.
 *
 * @param source the event source for which it is: "syscall"
 * @param line the line of the document on which the rule begins, counted from 0
 * @param reason what is missing, for people
 */
public record UntranslatedRule(String name, String description, String source, Priority priority, List<String> tags, int line,
    String reason) {
  public UntranslatedRule {
    tags = List.copyOf(tags);
  }
}
