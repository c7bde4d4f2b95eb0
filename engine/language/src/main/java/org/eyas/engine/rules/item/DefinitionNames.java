package org.eyas.engine.rules.item;

/** The names of macros and lists to which conditions can refer. */
public final class DefinitionNames {
  static final String MACRO_NAME = "([a-zA-Z]+[a-zA-Z0-9_]*)";
  static final String LIST_NAME = "([^()\"'[:space:]=,]+)";

  private DefinitionNames() {}

  public static boolean isMacroName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '_'))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  public static boolean isListName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if ("()\"' \t\n\r\f\u000b=,".indexOf(name.charAt(i)) >= 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
