package org.eyas.api.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eyas.api.alert.Alert;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts the events that each rule saw and did not see, by the minute, for the last {@link #KEPT}. Any thread may call
 * it; a call waits for the end of the loops' current batch. The counts are those of the rules that are in use now.
 */
@ProviderType
public interface Completeness {
  /** The time for which the counts of a minute are kept. */
  Duration KEPT = Duration.ofHours(24);

  /** The names of all enabled rules, in the order of their definition. Waits for nothing. */
  List<String> names();

  /**
   * The sum of each enabled rule, in the order of their definition, without its minutes.
   *
   * @param from the minutes that end after this time
   * @param to and begin before this time
   */
  List<RuleCompleteness> rules(Instant from, Instant to);

  /** A rule with its minutes between two times; empty if there is no enabled rule with this name. */
  Optional<RuleCompleteness> rule(String name, Instant from, Instant to);

  /** {@link #rules(Instant, Instant)} from this long ago until now. */
  default List<RuleCompleteness> rules(Duration span) {
    return rules(Instant.now().minus(span), Instant.MAX);
  }

  /** {@link #rule(String, Instant, Instant)} from this long ago until now. */
  default Optional<RuleCompleteness> rule(String name, Duration span) {
    return rule(name, Instant.now().minus(span), Instant.MAX);
  }

  /**
   * The events that a rule saw in the minute of a time; empty if they are not known, or there is no enabled rule with
   * this name.
   */
  Optional<SeenMinute> minute(String name, Instant time);

  /** The events that the rule of an alert saw in the minute of the alert; empty if they are not known. */
  default Optional<SeenMinute> minute(Alert alert) {
    return minute(alert.rule(), Instant.ofEpochSecond(0, alert.timestampNanos()));
  }
}
