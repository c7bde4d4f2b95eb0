package org.eyas.engine.rules.document;

import org.eyas.api.rule.Diagnostic.Severity;

/** Falco's codes for the faults of rule documents, with the words that are printed after them. */
public enum LoadCode {
  LOAD_ERR_FILE_READ("File read error"),
  LOAD_ERR_YAML_PARSE("YAML parse error"),
  LOAD_ERR_YAML_VALIDATE("Error validating internal structure of YAML file"),
  LOAD_ERR_COMPILE_CONDITION("Error compiling condition"),
  LOAD_ERR_COMPILE_OUTPUT("Error compiling output"),
  LOAD_ERR_VALIDATE("Error validating rule/macro/list/exception objects"),
  LOAD_ERR_EXTENSION("Error in extension item"),

  LOAD_UNKNOWN_SOURCE("Unknown event source", "No loaded source or plugin delivers this rule's events; it is left out."),
  LOAD_UNSAFE_NA_CHECK(
      "Unsafe <NA> comparison in condition", "A missing value does not equal <NA> in every case; use 'exists'."),
  LOAD_NO_EVTTYPE(
      "Condition has no event-type restriction",
      "The condition is evaluated for nearly every event, which is slow; name the event types with evt.type."),
  LOAD_UNKNOWN_FILTER(
      "Unknown field or event-type in condition or output",
      "A field or event type does not exist; the rule is left out because it sets skip-if-unknown-filter."),
  LOAD_UNUSED_MACRO("Unused macro", "No rule and no other macro uses this macro."),
  LOAD_UNUSED_LIST("Unused list", "No rule, macro or other list uses this list."),
  LOAD_UNKNOWN_ITEM("Unknown rules file item", "An element is not a rule, macro, list or requirement; it is ignored."),
  LOAD_DEPRECATED_ITEM("Used deprecated item", "This is an old form; newer rules write it in another way."),
  LOAD_WARNING_EXTENSION("Warning in extension item", "An extension has a warning."),
  LOAD_APPEND_NO_VALUES("Overriding/appending with no values", "An exception is overridden or appended without values."),
  LOAD_EXCEPTION_NAME_NOT_UNIQUE(
      "Multiple exceptions defined with the same name", "A rule has several exceptions of one name."),
  LOAD_INVALID_MACRO_NAME("Invalid macro name", "No condition can refer to a macro with this name."),
  LOAD_INVALID_LIST_NAME("Invalid list name", "No condition can refer to a list with this name."),
  LOAD_COMPILE_CONDITION("Warning in rule condition", "The condition is valid, but may not mean what was intended."),
  LOAD_UNKNOWN_KEY("Unknown key in item definition", "An element has a key that its kind does not know; it is ignored.");

  private final Severity severity;
  private final String label;
  private final String description;

  LoadCode(String label) {
    this(Severity.ERROR, label, label);
  }

  LoadCode(String label, String description) {
    this(Severity.WARNING, label, description);
  }

  LoadCode(Severity severity, String label, String description) {
    this.severity = severity;
    this.label = label;
    this.description = description;
  }

  public Severity severity() {
    return severity;
  }

  /** The words in parentheses after the code. */
  public String label() {
    return label;
  }

  /** A sentence for tools: {@code codedesc} in JSON. */
  public String description() {
    return description;
  }
}
