package org.eyas.bench;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions of one copy of a rule set: texts of programs, paths, command lines and images are varied; event types, flags
 * and numbers stay; lists and macros are those of the same copy.
 */
final class ConditionCopy {
  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\s+|[(),]|[!<>=]=?|[^\\s(),=!<>\"']+(?:\\[[^]]*])?|.");
  private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1", Pattern.DOTALL);
  private static final Set<String> OPERATORS =
      Set.of("=", "==", "!=", "in", "intersects", "pmatch", "contains", "icontains", "startswith", "endswith", "glob", "iglob");
  private static final Pattern VARIED =
      Pattern.compile(
          "proc\\.(p?name|aname.*|p?cmdline|p?exe|p?exepath|args|env.*|cwd)|fd\\.(name|nameraw|directory|filename)"
              + "|fs\\.path.*|evt\\.arg\\.(path|name|oldpath|newpath|filename|target|linkpath)|container\\.image.*|k8s\\..*");

  private static final Set<String> MODIFIERS = Set.of("anyof", "allof", "oneof");

  private final Set<String> lists;
  private final Set<String> macros;
  private final Literals literals;
  private final String suffix;

  /** @param lists the names of lists that have a copy; {@code macros} likewise */
  ConditionCopy(Set<String> lists, Set<String> macros, Literals literals, String suffix) {
    this.lists = lists;
    this.macros = macros;
    this.literals = literals;
    this.suffix = suffix;
  }

  /** Whether a condition contains anything to vary. */
  boolean changes(String condition) {
    return !condition.equals(of(condition));
  }

  String of(String condition) {
    StringBuilder out = new StringBuilder();
    List<String> tokens = TOKEN.matcher(condition).results().map(match -> match.group()).toList();
    String field = "";
    String last = "";
    String operator = "";
    int depth = 0;
    for (String token : tokens) {
      if (token.isBlank()) {
        out.append(' ');
      } else if (OPERATORS.contains(token)) {
        field = last;
        operator = token;
        depth = 0;
        out.append(token);
      } else if (MODIFIERS.contains(token)) {
        out.append(token);
      } else if (operator.isEmpty()) {
        out.append(macros.contains(token) ? token + suffix : token);
        last = token;
      } else {
        depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        out.append(isPunctuation(token) ? token : value(field, operator, token));
        operator = depth == 0 ? "" : operator;
      }
    }
    return out.toString().strip();
  }

  /** An item of a list. */
  Object item(Object item) {
    if (!(item instanceof String text)) {
      return item;
    }
    return lists.contains(text) ? text + suffix : literal("in", text);
  }

  private String value(String field, String operator, String token) {
    if (!VARIED.matcher(field).matches()) {
      return token;
    }
    if (lists.contains(token)) {
      return token + suffix;
    }
    return literal(operator, token);
  }

  private String literal(String operator, String text) {
    Matcher quoted = QUOTED.matcher(text);
    return quoted.matches()
        ? quoted.group(1) + literals.vary(operator, quoted.group(2)) + quoted.group(1)
        : literals.vary(operator, text);
  }

  private static boolean isPunctuation(String token) {
    return token.equals("(") || token.equals(")") || token.equals(",");
  }
}
