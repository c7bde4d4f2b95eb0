package org.eyas.rules.sigma.rule;

import java.util.List;
import java.util.Map;

/** A Sigma rule: one YAML document of a file. Immutable. */
public record SigmaRule(Header header, Body body) {
  /**
   * The description of a rule. Keys that the rule does not have are empty.
   *
   * @param name the name by which correlations refer to the rule; they may also use the id
   * @param author the authors, on one line
   * @param details author, references and false positives, each as a line for the description
   * @param line the line of the file on which the rule begins, counted from 0
   */
  public record Header(
      String title, String id, String name, String status, String level, String author, String description,
      List<String> details, List<String> tags, int line) {
    public Header {
      details = List.copyOf(details);
      tags = List.copyOf(tags);
    }
  }

  /** The events for which a rule searches. */
  public sealed interface Body {}

  /** A condition on single events. */
  public record Detection(LogSource source, SigmaExpression condition) implements Body {}

  /**
   * Conditions of other rules that hold for several events.
   *
   * @param type event_count, value_count, ...
   * @param rules names or ids of the other rules
   * @param groupBy the fields, or aliases, whose values the events have in common
   * @param timespan the time in which all events must happen: {@code 5m}
   * @param condition the number of events: {@code gte} to 10; also {@code field}
   * @param aliases for each alias the field of each rule
   * @param generate whether the other rules also raise alerts of their own
   */
  public record Correlation(
      String type, List<String> rules, List<String> groupBy, String timespan, Map<String, String> condition,
      Map<String, Map<String, String>> aliases, boolean generate) implements Body {
    public Correlation {
      rules = List.copyOf(rules);
      groupBy = List.copyOf(groupBy);
      condition = Map.copyOf(condition);
      aliases = Map.copyOf(aliases);
    }
  }

  /** A rule that cannot be read. */
  public record Unreadable(String reason) implements Body {}
}
