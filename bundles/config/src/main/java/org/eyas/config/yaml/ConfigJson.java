package org.eyas.config.yaml;

import java.util.List;
import java.util.Map;
import org.eyas.json.write.CompactJson;
import org.eyas.json.write.JsonEscaping;

/**
 * Writes a value as JSON. Scalars of a configuration are texts and stay texts; values pass through Configuration Admin
 * in this form.
 */
public final class ConfigJson {
  private ConfigJson() {}

  public static String value(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        StringBuilder out = new StringBuilder("{");
        map.forEach(
            (key, inner) -> out.append(out.length() > 1 ? "," : "").append(quoted(String.valueOf(key))).append(':')
                .append(value(inner)));
        yield out.append('}').toString();
      }
      case List<?> list -> "[" + String.join(",", list.stream().map(ConfigJson::value).toList()) + "]";
      case Boolean flag -> flag.toString();
      case Number number -> number.toString();
      case YamlNull none -> "null";
      default -> quoted(String.valueOf(value));
    };
  }

  private static String quoted(String text) {
    return CompactJson.of(text, JsonEscaping.CONTROLS);
  }
}
