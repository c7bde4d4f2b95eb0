package org.eyas.engine.rules;

import java.util.SortedSet;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.Diagnostic.Location;

/**
 * A rule that is not evaluated because one of its requirements is missing.
 *
 * @param place the beginning of its definition; lines are counted from 0
 * @param reason the missing requirement, for people
 */
public record ParkedRule(
    String name,
    String description,
    String source,
    Priority priority,
    SortedSet<String> tags,
    Location place,
    String reason) {
  /** The reason of rules for the fleet, which a host does not evaluate. It needs no line in the log. */
  public static final String FOR_THE_FLEET = "its scope is the fleet";

  public boolean isForTheFleet() {
    return reason.equals(FOR_THE_FLEET);
  }
}
