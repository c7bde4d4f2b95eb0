package org.eyas.output.http;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;

/**
 * Which alerts an output sends.
 *
 * @param least the least urgent priority
 * @param rules names of rules; of none every rule counts
 * @param tags of which the rule has one at least; of none every rule counts
 */
record AlertFilter(Priority least, List<Pattern> rules, Set<String> tags) {
  /** @param rules names in which {@code *} stands for any text */
  static AlertFilter of(Priority least, String[] rules, String[] tags) {
    List<Pattern> patterns = Arrays.stream(rules).map(AlertFilter::pattern).toList();
    return new AlertFilter(least, patterns, Set.copyOf(Arrays.asList(tags)));
  }

  private static Pattern pattern(String rule) {
    return Pattern.compile("\\Q" + rule.replace("\\E", "\\E\\\\E\\Q").replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
  }

  boolean wants(Alert alert) {
    return alert.priority().compareTo(least) <= 0
        && (rules.isEmpty() || rules.stream().anyMatch(rule -> rule.matcher(alert.rule()).matches()))
        && (tags.isEmpty() || alert.tags().stream().anyMatch(tags::contains));
  }
}
