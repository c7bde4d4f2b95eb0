package org.eyas.launcher.line;

import java.util.List;
import java.util.Locale;

/**
 * The allowed values of an option.
 *
 * @param name the name of the value in the help; empty for a switch
 * @param kind its form
 * @param choices the allowed values, in any case of letters; empty if every value is allowed
 */
public record OptionValue(String name, Kind kind, List<String> choices) {
  /** The form of a value. */
  public enum Kind {
    TEXT("(?s).*", ""),
    WHOLE("\\d{1,9}", "a whole number"),
    SECONDS("\\d{1,9}(\\.\\d{1,9})?", "a number"),
    SETTING("(?s)[^=]+=.*", "");

    private final String pattern;
    private final String described;

    Kind(String pattern, String described) {
      this.pattern = pattern;
      this.described = described;
    }
  }

  static final OptionValue NONE = text("");

  static OptionValue text(String name) {
    return new OptionValue(name, Kind.TEXT, List.of());
  }

  /**
   * Checks the value that the user wrote.
   *
   * @throws UsageException if it is not allowed; the message names the option, the value and what is allowed
   */
  void check(String option, String written) throws UsageException {
    if (kind == Kind.SETTING && !written.matches(kind.pattern)) {
      throw new UsageException(
          "Error parsing config option \"" + written + "\". Must be of the form key=val or key.subkey=val"); // as in Falco
    }
    if (!written.matches(kind.pattern)) {
      throw new UsageException("option " + option + " needs " + kind.described + " (" + name + "), not '" + written + "'");
    }
    if (!choices.isEmpty() && !choices.contains(written.toLowerCase(Locale.ROOT))) {
      // "Invalid ... Valid values are" is how Falco says it.
      throw new UsageException(
          "option " + option + ": Invalid " + name + " '" + written + "'. Valid values are: "
              + String.join(", ", choices));
    }
  }
}
