package org.eyas.config.key;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The type of the value of a key.
 *
 * @param kind the kind of value
 * @param choices the allowed texts, if the kind is {@link Kind#ONE}
 * @param least the smallest number, if the kind is a number
 * @param most the greatest
 * @param anyCase whether the case of a choice does not matter
 * @param refused whether a wrong value ends the start, as in Falco; otherwise the default is used with a warning
 */
public record KeyType(Kind kind, List<String> choices, double least, double most, boolean anyCase, boolean refused) {
  /** Kinds of values. */
  public enum Kind {
    FLAG("true or false"),
    WHOLE("a whole number"),
    DECIMAL("a number"),
    TEXT("a text"),
    ONE("one of a few words"),
    ADDRESS("an IP address"),
    TEXTS("a list of texts"),
    MAPS("a list of entries, each with its own keys"),
    TEXTS_OR_MAPS("a list of paths, or of entries with path and strategy"),
    FIELDS("a list of fields, or of names each with a format"),
    MAP("keys and texts"),
    MAP_OR_TEXT("keys and values, or a text");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }
  }

  /** Whether values of this type are lists. */
  public boolean isList() {
    return switch (kind) {
      case TEXTS, MAPS, TEXTS_OR_MAPS, FIELDS -> true;
      case FLAG, WHOLE, DECIMAL, TEXT, ONE, ADDRESS, MAP, MAP_OR_TEXT -> false;
    };
  }

  /** Whether a value is valid: a text, a list or a map, as in the file. */
  public boolean fits(Object value) {
    return switch (value) {
      case List<?> list -> fitsList(list);
      case Map<?, ?> map -> fitsMap(map);
      default -> fitsText(String.valueOf(value));
    };
  }

  private boolean fitsText(String text) {
    return switch (kind) {
      case FLAG -> !text.isEmpty() && YamlScalar.flag(text) != null;
      case WHOLE -> YamlScalar.whole(text) instanceof Long number && number >= least && number <= most;
      case DECIMAL -> YamlScalar.decimal(text) instanceof Double number && number >= least && number <= most;
      case ONE -> choices.contains(anyCase ? text.toLowerCase(Locale.ROOT) : text);
      case ADDRESS -> IpLiteral.isValid(text);
      case TEXT, TEXTS, TEXTS_OR_MAPS, MAP_OR_TEXT -> true;
      case MAP, MAPS, FIELDS -> text.isEmpty();
    };
  }

  private boolean fitsList(List<?> list) {
    return switch (kind) {
      case TEXTS -> list.stream().allMatch(KeyType::isText);
      case MAPS -> list.stream().allMatch(Map.class::isInstance);
      case TEXTS_OR_MAPS -> list.stream().noneMatch(List.class::isInstance);
      case FIELDS -> list.stream().allMatch(element -> isText(element) || isOneField(element));
      case FLAG, WHOLE, DECIMAL, TEXT, ONE, ADDRESS, MAP, MAP_OR_TEXT -> false;
    };
  }

  private boolean fitsMap(Map<?, ?> map) {
    return switch (kind) {
      case MAP -> map.values().stream().allMatch(KeyType::isText);
      case MAP_OR_TEXT -> true;
      case FLAG, WHOLE, DECIMAL, TEXT, ONE, ADDRESS, TEXTS, MAPS, TEXTS_OR_MAPS, FIELDS -> false;
    };
  }

  private static boolean isOneField(Object element) {
    return element instanceof Map<?, ?> map && map.size() == 1 && map.values().stream().allMatch(KeyType::isText);
  }

  private static boolean isText(Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }

  /** The description of a valid value, as the end of the sentence "it must be ...". */
  public String expected() {
    if (kind == Kind.ONE) {
      return "one of " + String.join(", ", choices);
    }
    boolean open = Double.isInfinite(most) || most > Integer.MAX_VALUE * 4.0;
    if (kind != Kind.WHOLE && kind != Kind.DECIMAL || open) {
      return kind.expected + (open && least == 0 ? " that is not negative" : "");
    }
    return kind == Kind.DECIMAL
        ? "a double in the range [" + plain(least) + ", " + plain(most) + "]" // Falco's words, which scripts look for
        : kind.expected + " from " + plain(least) + " to " + plain(most);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
