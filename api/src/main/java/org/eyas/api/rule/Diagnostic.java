package org.eyas.api.rule;

import java.util.List;

/**
 * One error or warning about a rule document, with its place.
 *
 * @param code Falco's code: LOAD_ERR_COMPILE_CONDITION, LOAD_UNUSED_LIST, ...
 * @param codeDescription the words that are printed after the code: "Error compiling condition"
 * @param severity whether the document is refused
 * @param locations the places, from the outermost item to the innermost
 * @param snippet the lines around the error, with a caret below its position; may be empty
 * @param message the error or warning in words
 * @param hint what to do, or what was probably meant; may be empty
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

  /** An error refuses the document; a warning does not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /**
   * A place in a document.
   *
   * @param document the document's name
   * @param itemType what is at this place: "rule", "macro", "condition expression", ...
   * @param itemName the name of the item; may be empty
   * @param line the line, counted from 0 as Falco does; within a condition, counted from the condition's first line
   * @param column the column, counted from 0
   * @param offset the number of characters before this place
   */
  public record Location(String document, String itemType, String itemName, int line, int column, int offset) {}
}
