package org.eyas.config.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces environment variables: <code>${NAME}</code>; <code>$${NAME}</code> becomes <code>${NAME}</code>. The value of a
 * variable is searched for variables too, as in Falco.
 */
final class EnvironmentExpansion {
  // The replacement of a variable that contains its own name would never end.
  private static final int MOST_REPLACED = 1000;

  private final Function<String, @Nullable String> environment;

  EnvironmentExpansion(Function<String, @Nullable String> environment) {
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
      case List<?> list -> new ArrayList<>(list.stream().map(this::expandValue).toList());
      case String text -> expand(text);
      default -> value;
    };
  }

  String expand(String text) {
    StringBuilder out = new StringBuilder(text);
    int from = 0;
    for (int replaced = 0; replaced < MOST_REPLACED; replaced++) {
      int dollar = next(out, from);
      if (dollar < 0) {
        break;
      }
      from = replace(out, dollar);
    }
    return out.toString();
  }

  /** The next reference, or escaped reference, that has an end; -1 if there is none. */
  private static int next(StringBuilder text, int from) {
    for (int i = text.indexOf("$", from); i >= 0; i = text.indexOf("$", i + 1)) {
      boolean reference = startsWith(text, "${", i) || startsWith(text, "$${", i);
      if (reference) {
        return text.indexOf("}", i) < 0 ? -1 : i;
      }
    }
    return -1;
  }

  /** Replaces the reference that begins at a dollar sign. @return where to continue the search */
  private int replace(StringBuilder text, int dollar) {
    if (startsWith(text, "$${", dollar)) {
      text.deleteCharAt(dollar);
      return dollar + 1;
    }
    int end = text.indexOf("}", dollar);
    String value = environment.apply(text.substring(dollar + 2, end));
    text.replace(dollar, end + 1, value == null ? "" : value);
    return dollar;
  }

  private static boolean startsWith(StringBuilder text, String prefix, int at) {
    return text.indexOf(prefix, at) == at;
  }
}
