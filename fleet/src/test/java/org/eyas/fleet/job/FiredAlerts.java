package org.eyas.fleet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How often each rule fired for each program, where the output of the rules is the program. */
final class FiredAlerts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, Integer>> rules = new HashMap<>();

  FiredAlerts(List<String> alerts) throws JsonProcessingException {
    for (String json : alerts) {
      JsonNode alert = JSON.readTree(json);
      String output = Objects.requireNonNull(alert.get("output")).asText();
      String program = output.substring(output.lastIndexOf(' ') + 1);
      rules.computeIfAbsent(alert.get("rule").asText(), rule -> new HashMap<>()).merge(program, 1, Integer::sum);
    }
  }

  /** The programs for which a rule fired. */
  Set<String> programs(String rule) {
    return of(rule).keySet();
  }

  /** How many alerts of a rule came more than once. */
  int doubled(String rule) {
    return of(rule).values().stream().mapToInt(count -> count - 1).sum();
  }

  private Map<String, Integer> of(String rule) {
    return rules.getOrDefault(rule, Map.of());
  }
}
