package org.eyas.engine.lint;

import java.util.List;

/**
 * One part of a rule file that its author should check.
 *
 * @param code a code of the loader ({@code LOAD_...}) or of {@link RuleLinter}
 * @param document the name of the file
 * @param line counted from 1
 * @param item the item with the finding: {@code rule 'Key read'}; empty for the whole file
 * @param types the names of the affected event types; empty for all
 * @param checks the affected checks of the condition, as rules are written
 * @param message one line for people
 */
public record LintFinding(
    String code, String document, int line, String item, List<String> types, List<String> checks, String message) {
  /** Parameters do not limit which events of a type match a rule, so the driver delivers all of them. */
  public static final String WHOLE_TYPE = "LINT_WHOLE_TYPE";

  /** No event satisfies the condition. */
  public static final String NEVER_TRUE = "LINT_NEVER_TRUE";

  /** The condition depends on the events before, so no event may stay in the kernel. */
  public static final String ORDER = "LINT_ORDER";

  /** An exception depends on a value that an ordinary user can choose. */
  public static final String TRUSTED_NAME = "LINT_TRUSTED_NAME";

  /** A negated check also holds where the field has learned no value. */
  public static final String UNKNOWN_VALUE = "LINT_UNKNOWN_VALUE";

  /** A constant is nearly the name of a list, which is compared as text. */
  public static final String NEAR_LIST = "LINT_NEAR_LIST";

  /** An operator that compares texts has a constant with {@code *}. */
  public static final String GLOB_AS_TEXT = "LINT_GLOB_AS_TEXT";

  /** No event has the argument that a field names. */
  public static final String UNKNOWN_ARGUMENT = "LINT_UNKNOWN_ARGUMENT";

  /** A rule, macro or list replaces one of the same name in the same file. */
  public static final String REDEFINED = "LINT_REDEFINED";

  public LintFinding {
    types = List.copyOf(types);
    checks = List.copyOf(checks);
  }
}
