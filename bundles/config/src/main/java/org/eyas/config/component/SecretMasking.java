package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hides secrets in a configuration that will be shown, because bug reports reach people who must not see them. A value whose
 * key looks like that of a secret is hidden completely; of a URL everything after the host is hidden, because the path of a
 * web hook is its password.
 */
public final class SecretMasking {
  private static final String HIDDEN = "<hidden>";
  private static final String WORDS =
      "passw|passphrase|secret|token|credential|authoriz|api_?-?key|access_?-?key|bearer|cookie|headers";
  private static final Pattern KEY = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

  // "token": "x", token: x, --token x, token=x within a text
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?i)([\\w.-]*(?:" + WORDS
              + ")[\\w-]*[\"']?\\s*[:= ]\\s*)(\\{[^}]*\\}|\"[^\"]*\"|'[^']*'|(?:(?:basic|bearer) )?[^\\s,}\\]]+)");
  private static final Pattern USER = Pattern.compile("(://)[^/@\\s]+@");
  private static final Pattern AFTER_HOST = Pattern.compile("(https?://[^/\\s\"']+/)[^\\s\"']+");

  private static final Pattern SETTINGS = Pattern.compile("(^|.*\\.)(init_config|open_params)");
  private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{[A-Za-z0-9_]+}");

  private SecretMasking() {}

  /**
   * Whether a value is hidden.
   *
   * @param path the dotted path of its key
   */
  public static boolean isSecret(String path, String value) {
    if (value.isEmpty() || FROM_ENVIRONMENT.matcher(value).matches()) {
      return false;
    }
    return KEY.matcher(path).find() || SETTINGS.matcher(path).matches() || !maskedText(value).equals(value);
  }

  /** The same tree of maps, lists and texts without secrets. */
  static Object masked(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> safe = new LinkedHashMap<>();
        map.forEach((key, inner) -> safe.put(String.valueOf(key), ofKey(String.valueOf(key), inner)));
        yield safe;
      }
      case List<?> list -> list.stream().map(SecretMasking::masked).collect(Collectors.toList());
      case String text -> maskedText(text);
      default -> value;
    };
  }

  private static Object ofKey(String key, Object value) {
    if (!KEY.matcher(key).find()) {
      return masked(value);
    }
    if (value instanceof Map<?, ?> map) { // headers: their names are not secret
      Map<String, Object> safe = new LinkedHashMap<>();
      map.keySet().forEach(name -> safe.put(String.valueOf(name), HIDDEN));
      return safe;
    }
    return String.valueOf(value).isEmpty() ? "" : HIDDEN;
  }

  /** A text, or a command line, without secrets. */
  public static String maskedText(String text) {
    String safe = INSIDE.matcher(text).replaceAll("$1" + HIDDEN);
    safe = USER.matcher(safe).replaceAll("$1" + HIDDEN + "@");
    return AFTER_HOST.matcher(safe).replaceAll("$1" + HIDDEN);
  }
}
