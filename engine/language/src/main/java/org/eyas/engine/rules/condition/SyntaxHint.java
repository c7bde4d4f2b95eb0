package org.eyas.engine.rules.condition;

import java.util.LinkedHashMap;
import java.util.Map;

/** Suggests the operator of this language for an operator of another language, at the place where the parser failed. */
final class SyntaxHint {
  private static final Map<String, String> OTHERS = others();

  private SyntaxHint() {}

  private static Map<String, String> others() {
    Map<String, String> others = new LinkedHashMap<>(); // the longer ones first
    others.put("===", "=");
    others.put("!==", "!=");
    others.put("=~", "regex");
    others.put("=<", "<=");
    others.put("=>", ">=");
    others.put("<>", "!=");
    others.put("&&", "and");
    others.put("||", "or");
    return others;
  }

  /** {@code write '=' instead of '==='}; empty if no such operator is at or directly before the place. */
  static String at(String condition, int offset) {
    int before = offset;
    while (before > 0 && before <= condition.length() && Character.isWhitespace(condition.charAt(before - 1))) {
      before--; // the parser takes '=' of '=< 3' for the operator, '<' for its value, and complains about '3'
    }
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      int length = other.getKey().length();
      for (int from = Math.max(0, before - length); from <= offset; from++) {
        if (condition.startsWith(other.getKey(), from)) {
          return "write '" + other.getValue() + "' instead of '" + other.getKey() + "'";
        }
      }
    }
    return "";
  }
}
