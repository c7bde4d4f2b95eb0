package org.eyas.fleet.group;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.rule.FleetRule;
import org.jspecify.annotations.Nullable;

/** The keys by which groups are distributed: the id of the rule, followed by the values of {@code by}. */
public final class GroupKeys {
  private GroupKeys() {}

  /**
   * The groups of an alert, each with the steps for which the alert belongs to the group. An alert belongs to several
   * groups if the steps that it matches have different values. An alert without a value for {@code by} belongs to no
   * group.
   *
   * @param steps a bit for each step that the alert matches
   */
  public static Map<String, Integer> of(FleetRule rule, int steps, AlertEvent alert) {
    Map<String, Integer> groups = new LinkedHashMap<>(2);
    for (int left = steps; left != 0; left &= left - 1) {
      byte @Nullable [] group = rule.names().group(Integer.numberOfTrailingZeros(left), alert);
      if (group != null) {
        groups.merge(rule.id() + new String(group, StandardCharsets.ISO_8859_1), Integer.lowestOneBit(left), (a, b) -> a | b);
      }
    }
    return groups;
  }

  /** The id of the rule of a group. */
  public static String rule(String key) {
    return key.substring(0, FleetRule.ID_CHARS);
  }
}
