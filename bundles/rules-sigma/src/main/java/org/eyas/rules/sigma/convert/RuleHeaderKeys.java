package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.alert.Priority;
import org.eyas.rules.sigma.rule.SigmaRule.Header;

/** Writes the keys of an Eyas rule that describe the rule, from the header of the Sigma rule. */
final class RuleHeaderKeys {
  private RuleHeaderKeys() {}

  /** Rules without a level count as medium. */
  static Priority priority(Header header) {
    return switch (header.level().toLowerCase(Locale.ROOT)) {
      case "critical" -> Priority.CRITICAL;
      case "high" -> Priority.ERROR;
      case "low" -> Priority.NOTICE;
      case "informational" -> Priority.INFORMATIONAL;
      default -> Priority.WARNING;
    };
  }

  static String description(Header header) {
    List<String> lines = new ArrayList<>();
    if (!header.description().isEmpty()) {
      lines.add(header.description());
    }
    lines.addAll(header.details());
    if (!header.id().isEmpty()) {
      lines.add("Sigma rule: " + header.id() + (header.status().isEmpty() ? "" : ", " + header.status()));
    }
    return lines.isEmpty() ? header.title() : String.join("\n", lines);
  }

  /** The first keys of a rule. */
  static Map<String, Object> begin(Header header, String name) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("rule", name);
    keys.put("desc", description(header));
    return keys;
  }

  /**
   * Adds the last keys of a rule. If a field does not exist, perhaps because its bundle is missing, only this rule is
   * left out.
   *
   * @param parts the rules of a correlation
   */
  static void end(Map<String, Object> keys, Header header, List<Header> parts, String fields, List<String> sourceTags) {
    String output = literal(header.title()) + " | " + fields;
    keys.put("output", (output.strip() + " " + authors(header, parts)).strip());
    keys.put("priority", priority(header).name());
    keys.put("tags", RuleTags.of(header.tags(), sourceTags));
    keys.put("skip-if-unknown-filter", true);
  }

  /** Writes a text for an output, without percent signs, which an output cannot contain. */
  private static String literal(String text) {
    return text.replace("%", "");
  }

  /** The license of SigmaHQ's rules (DRL 1.1) demands that messages about matches name the authors of the rule. */
  private static String authors(Header header, List<Header> parts) {
    String authors = Stream.concat(Stream.of(header), parts.stream())
        .map(Header::author)
        .filter(author -> !author.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
    return authors.isEmpty() ? "" : "author=" + literal(authors);
  }
}
