package org.eyas.engine.ruletest;

import java.util.List;
import org.eyas.engine.rules.document.NameSuggestion;

/** Thrown if a file, test, rule or event does not exist or cannot be used. The message is for the user. */
public final class UnusableInputException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableInputException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Makes the exception for a name that is not among the known names. */
  static UnusableInputException missing(String what, String name, String where, List<String> names) {
    String hint = NameSuggestion.of(name, names);
    String more = hint.isEmpty() ? "" : "; " + hint;
    return new UnusableInputException("there is no " + what + " '" + name + "' in " + where + more);
  }
}
