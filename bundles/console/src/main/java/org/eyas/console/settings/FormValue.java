package org.eyas.console.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.ConfigurationKey.Shape;

/**
 * A value as a person types it into a form: a list has one line for each element, a map has lines of {@code NAME: TEXT}, and
 * nothing is in quotes.
 */
public final class FormValue {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/.][A-Za-z0-9_/.+@-]*");
  private static final Pattern NULL = Pattern.compile("null|Null|NULL");

  private FormValue() {}

  /**
   * The value as YAML on one line.
   *
   * @throws RefusedException if a line of a map has no name
   */
  public static String yaml(Shape shape, String typed) throws RefusedException {
    List<String> lines = typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return switch (shape) {
      case TEXTS -> "[" + String.join(", ", lines.stream().map(FormValue::scalar).toList()) + "]";
      case MAP -> map(lines);
      case FLAG, NUMBER, CHOICE, TEXT -> scalar(typed.strip());
      case ENTRIES, OTHER -> throw new RefusedException("This value has a form of its own: edit the text of the file.");
    };
  }

  private static String map(List<String> lines) throws RefusedException {
    List<String> entries = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new RefusedException("'" + line + "' is not NAME: TEXT.");
      }
      entries.add(scalar(line.substring(0, colon).strip()) + ": " + scalar(line.substring(colon + 1).strip()));
    }
    return "{" + String.join(", ", entries) + "}";
  }

  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !NULL.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder yaml = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        yaml.append('\\').append(c);
      } else if (Character.isISOControl(c) || c >= 0x2028 && c <= 0x202e || c >= 0xe000) {
        yaml.append(String.format("\\u%04x", (int) c));
      } else {
        yaml.append(c);
      }
    }
    return yaml.append('"').toString();
  }
}
