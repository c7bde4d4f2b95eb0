package org.eyas.rules.sigma.convert;

import java.util.List;
import java.util.Locale;
import org.eyas.rules.sigma.rule.SigmaRule.Header;

/**
 * Selects the rules that are used.
 *
 * @param minimumLevel the lowest level; a rule without a level counts as medium
 * @param statuses the statuses of these rules, in any case; rules without a status are always used
 * @param tags if not empty, rules need one of these tags, as Sigma writes them, in any case
 */
public record SigmaRuleFilter(String minimumLevel, List<String> statuses, List<String> tags) {
  private static final List<String> LEVELS = List.of("informational", "low", "medium", "high", "critical");
  private static final String STANDARD_LEVEL = "medium";

  /** Selects all rules. */
  public static final SigmaRuleFilter ALL = new SigmaRuleFilter(LEVELS.getFirst(), List.of(), List.of());

  public SigmaRuleFilter {
    statuses = List.copyOf(statuses);
    tags = List.copyOf(tags);
  }

  boolean includes(Header header) {
    boolean status = statuses.isEmpty() || header.status().isEmpty() || has(statuses, header.status());
    boolean tagged = tags.isEmpty() || header.tags().stream().anyMatch(tag -> has(tags, tag));
    return status && tagged && level(header.level()) >= level(minimumLevel);
  }

  private static boolean has(List<String> words, String word) {
    return words.stream().anyMatch(word::equalsIgnoreCase);
  }

  private static int level(String name) {
    int level = LEVELS.indexOf(name.toLowerCase(Locale.ROOT));
    return level < 0 ? LEVELS.indexOf(STANDARD_LEVEL) : level;
  }
}
