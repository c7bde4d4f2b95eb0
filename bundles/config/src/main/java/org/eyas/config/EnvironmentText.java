package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts environment variables in: <code>${NAME}</code>; <code>$${NAME}</code> stays <code>${NAME}</code>. */
final class EnvironmentText {
  private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)\\}");

  private final Function<String, @Nullable String> environment;

  EnvironmentText(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  Map<String, Object> expand(Map<String, Object> map) {
    Map<String, Object> expanded = new LinkedHashMap<>();
    map.forEach((key, value) -> expanded.put(key, expandValue(value)));
    return expanded;
  }

  private Object expandValue(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> expanded = new LinkedHashMap<>();
        map.forEach((key, inner) -> expanded.put(String.valueOf(key), expandValue(inner)));
        yield expanded;
      }
      case List<?> list -> new java.util.ArrayList<>(list.stream().map(this::expandValue).toList());
      default -> expand(String.valueOf(value));
    };
  }

  String expand(String text) {
    return text.indexOf('$') < 0 ? text : REFERENCE.matcher(text).replaceAll(this::replacement);
  }

  private String replacement(java.util.regex.MatchResult match) {
    if (match.group().startsWith("$$")) {
      return Matcher.quoteReplacement(match.group().substring(1));
    }
    String value = environment.apply(match.group(1));
    return Matcher.quoteReplacement(value == null ? "" : value);
  }
}
