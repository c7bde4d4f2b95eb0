package org.eyas.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.json.write.CompactJson;
import org.eyas.json.write.JsonEscaping;

/**
 * The health of the engine: {@code {"status": "ok"}}, or the problems by part and name. The HTTP status is 200 in both cases,
 * because Kubernetes would otherwise restart the engine, which would not help if, for example, a receiver is down.
 */
final class HealthPage implements WebPage {
  private static final WebReply HEALTHY = WebReply.json(200, "{\"status\": \"ok\"}");

  private final Supplier<List<HealthProblem>> problems;

  /** @param problems the current problems; empty while there is no health service */
  HealthPage(Supplier<List<HealthProblem>> problems) {
    this.problems = problems;
  }

  @Override
  public WebReply reply(String accept) {
    Map<Part, Map<String, String>> parts = new EnumMap<>(Part.class);
    for (HealthProblem problem : problems.get()) {
      parts
          .computeIfAbsent(problem.part(), _ -> new TreeMap<>())
          .merge(problem.name(), problem.problem(), (first, next) -> first + "; " + next);
    }
    if (parts.isEmpty()) {
      return HEALTHY;
    }
    StringBuilder json = new StringBuilder("{\"status\": \"degraded\"");
    parts.forEach((part, problems) -> json.append(", ").append(quoted(plural(part))).append(": ").append(object(problems)));
    return WebReply.json(200, json.append('}').toString());
  }

  // sources, outputs, rules, bundles
  private static String plural(Part part) {
    String name = part.name().toLowerCase(Locale.ROOT);
    return name.endsWith("s") ? name : name + "s";
  }

  private static String object(Map<String, String> problems) {
    return problems.entrySet().stream()
        .map(problem -> quoted(problem.getKey()) + ": " + quoted(problem.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  // An error may contain text from a receiver.
  private static String quoted(String text) {
    return CompactJson.of(text, JsonEscaping.CODES);
  }
}
