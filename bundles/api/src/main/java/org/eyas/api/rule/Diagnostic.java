package org.eyas.api.rule;

import java.util.List;

/**
 * What is wrong with a user's text, and where.
 *
 * @param code Falco's code: LOAD_ERR_COMPILE_CONDITION, LOAD_UNUSED_LIST, ...
 * @param codeDescription the words that stand behind the code: "Error compiling condition"
 * @param locations from the outermost item to the innermost
 * @param snippet the lines around the fault with a caret below it; may be empty
 * @param message what is wrong
 * @param hint what was meant, or what to do; may be empty
 */
public record Diagnostic(
    String code,
    String codeDescription,
    Severity severity,
    List<Location> locations,
    String snippet,
    String message,
    String hint) {
  public Diagnostic {
    locations = List.copyOf(locations);
  }

  /** Whether the text is refused. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * A place in a document.
   *
   * @param itemType "rule", "macro", "condition expression", ...
   * @param itemName the item's name; may be empty
   * @param line from 0, as Falco prints it; of a condition, from the line it begins on
   * @param column from 0, likewise
   * @param offset in characters from 0
   */
  public record Location(String document, String itemType, String itemName, int line, int column, int offset) {}
}
