package org.eyas.launcher.line;

import java.util.List;
import java.util.Locale;

/**
 * The allowed values of an option.
 *
 * @param name the name of the value in the help; empty for a switch
 * @param number whether it is a whole number
 * @param choices the allowed values, in any case of letters; empty if every value is allowed
 */
public record OptionValue(String name, boolean number, List<String> choices) {
  static final OptionValue NONE = text("");

  static OptionValue text(String name) {
    return new OptionValue(name, false, List.of());
  }

  /**
   * Checks the value that the user wrote.
   *
   * @throws UsageException if it is not allowed; the message names the option, the value and what is allowed
   */
  void check(String option, String written) throws UsageException {
    if (number && !written.matches("\\d{1,9}")) {
      throw new UsageException("option " + option + " needs a whole number (" + name + "), not '" + written + "'");
    }
    if (!choices.isEmpty() && !choices.contains(written.toLowerCase(Locale.ROOT))) {
      // "Invalid ... Valid values are" is how Falco says it.
      throw new UsageException(
          "option " + option + ": Invalid " + name + " '" + written + "'. Valid values are: "
              + String.join(", ", choices));
    }
  }
}
