package org.eyas.output.http;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;

/**
 * Selects the alerts that an output sends.
 *
 * @param least the least urgent priority that is sent
 * @param rules patterns of rule names; if there are none, all rules match
 * @param tags the rule must have at least one of these tags; if there are none, all rules match
 */
record AlertFilter(Priority least, List<Pattern> rules, Set<String> tags) {
  /** @param rules names of rules, in which {@code *} stands for any text */
  static AlertFilter of(Priority least, String[] rules, String[] tags) {
    List<Pattern> patterns = Arrays.stream(rules).map(AlertFilter::pattern).toList();
    return new AlertFilter(least, patterns, Set.copyOf(Arrays.asList(tags)));
  }

  private static Pattern pattern(String rule) {
    return Pattern.compile("\\Q" + rule.replace("\\E", "\\E\\\\E\\Q").replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
  }

  boolean accepts(Alert alert) {
    return alert.priority().compareTo(least) <= 0
        && (rules.isEmpty() || rules.stream().anyMatch(rule -> rule.matcher(alert.rule()).matches()))
        && (tags.isEmpty() || alert.tags().stream().anyMatch(tags::contains));
  }
}
