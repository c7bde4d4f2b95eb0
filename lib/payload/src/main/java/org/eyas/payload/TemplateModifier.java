package org.eyas.payload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A modifier after the name of a value in a template: {@code output.max256}, {@code output.slack.max3000},
 * {@code fields.first10}.
 */
final class TemplateModifier {
  private static final Pattern LIMIT = Pattern.compile("(max|first)([1-9][0-9]{0,5})");
  private static final Set<String> NAMES = Set.of("lower", "label", "uri", "slack", "markdown");

  private TemplateModifier() {}

  static boolean isKnown(String modifier) {
    return NAMES.contains(modifier) || LIMIT.matcher(modifier).matches();
  }

  /** The modified value; null if there is no such modifier. */
  static @Nullable Object apply(String modifier, Object value) {
    Matcher limit = LIMIT.matcher(modifier);
    if (limit.matches()) {
      return limited(limit.group(1), Integer.parseInt(limit.group(2)), value);
    }
    String text = value.toString();
    return switch (modifier) {
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "label" -> label(text);
      case "uri" -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
      case "slack" -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      case "markdown" -> text.replaceAll("[\\\\`*_~|#>\\[\\]()<@-]", "\\\\$0");
      default -> null;
    };
  }

  private static @Nullable Object limited(String kind, int limit, Object value) {
    if (kind.equals("max")) {
      return shortened(value.toString(), limit);
    }
    return value instanceof List<?> list ? list.subList(0, Math.min(limit, list.size())) : null;
  }

  // Some receivers count code points, others UTF-16 units. The number of UTF-16 units is never smaller, so it is used.
  private static String shortened(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(Math.max(0, limit - 2))) ? limit - 2 : limit - 1;
    return text.substring(0, Math.max(0, end)) + "…";
  }

  // Prometheus allows letters, digits and underscores, and no digit at the beginning.
  private static String label(String text) {
    String name = text.replaceAll("[^A-Za-z0-9_]", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }
}
