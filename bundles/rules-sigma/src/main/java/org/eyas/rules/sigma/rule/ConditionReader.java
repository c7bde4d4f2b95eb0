package org.eyas.rules.sigma.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.rules.sigma.rule.SigmaExpression.And;
import org.eyas.rules.sigma.rule.SigmaExpression.Not;
import org.eyas.rules.sigma.rule.SigmaExpression.Or;

/**
 * Parses the condition of a Sigma rule: search identifiers with and, or, not, parentheses and {@code 1 of selection_*}.
 */
final class ConditionReader {
  private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[^\\s()|]+)");
  private static final int DEEPEST = 100;
  private static final int MOST_USED = 10_000;
  private static final String END = "";

  private final Map<String, SigmaExpression> selections;
  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;
  private int used;

  private ConditionReader(String condition, Map<String, SigmaExpression> selections) {
    this.selections = selections;
    Matcher found = TOKEN.matcher(condition);
    while (found.find()) {
      tokens.add(found.group(1));
    }
  }

  /** @param selections the content of the search identifiers, by name */
  static SigmaExpression read(String condition, Map<String, SigmaExpression> selections) throws SigmaException {
    ConditionReader reader = new ConditionReader(condition, selections);
    SigmaExpression expr = reader.or();
    if (reader.peek().equals("|")) {
      throw new SigmaException(
          "the condition counts events with '|', the old form of a correlation; write a rule with 'correlation'");
    }
    if (!reader.peek().equals(END)) {
      throw new SigmaException("the condition is wrong at '" + reader.peek() + "': " + condition);
    }
    return expr;
  }

  private SigmaExpression or() throws SigmaException {
    List<SigmaExpression> parts = new ArrayList<>(List.of(and()));
    while (takes("or")) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.getFirst() : new Or(parts);
  }

  private SigmaExpression and() throws SigmaException {
    List<SigmaExpression> parts = new ArrayList<>(List.of(not()));
    while (takes("and")) {
      parts.add(not());
    }
    return parts.size() == 1 ? parts.getFirst() : new And(parts);
  }

  private SigmaExpression not() throws SigmaException {
    if (++depth > DEEPEST) {
      throw new SigmaException("the condition is nested more than " + DEEPEST + " levels deep");
    }
    SigmaExpression expr = takes("not") ? new Not(not()) : primary();
    depth--;
    return expr;
  }

  private SigmaExpression primary() throws SigmaException {
    if (takes("(")) {
      SigmaExpression inner = or();
      if (!takes(")")) {
        throw new SigmaException("the condition lacks a ')'");
      }
      return inner;
    }
    if (++used > MOST_USED) {
      throw new SigmaException("the condition names more than " + MOST_USED + " search identifiers");
    }
    String word = next();
    if (takes("of")) {
      return of(word, next());
    }
    SigmaExpression selection = selections.get(word);
    if (selection == null) {
      throw new SigmaException(
          word.equals(END) ? "the condition ends too early"
              : "the condition names '" + word + "', which is not in the detection");
    }
    return selection;
  }

  private SigmaExpression of(String quantity, String pattern) throws SigmaException {
    boolean all = quantity.equalsIgnoreCase("all");
    if (!all && !quantity.equals("1") && !quantity.equalsIgnoreCase("any")) {
      throw new SigmaException("the condition has '" + quantity + " of'; only '1 of', 'any of' and 'all of' exist");
    }
    List<SigmaExpression> parts = new ArrayList<>();
    selections.forEach((name, selection) -> {
      if (matches(pattern, name)) {
        parts.add(selection);
      }
    });
    used += parts.size();
    if (parts.isEmpty()) {
      throw new SigmaException("the condition names '" + pattern + "', but no search identifier has such a name");
    }
    return parts.size() == 1 ? parts.getFirst() : all ? new And(parts) : new Or(parts);
  }

  /** "them" stands for all identifiers that do not begin with an underscore. */
  private static boolean matches(String pattern, String name) {
    if (pattern.equalsIgnoreCase("them")) {
      return !name.startsWith("_");
    }
    String[] parts = pattern.split("\\*", -1);
    String first = parts[0];
    String last = parts[parts.length - 1];
    if (parts.length == 1 || !name.startsWith(first)) {
      return name.equals(pattern);
    }
    int at = first.length();
    for (int i = 1; i < parts.length - 1 && at >= 0; i++) {
      int found = name.indexOf(parts[i], at);
      at = found < 0 ? -1 : found + parts[i].length();
    }
    return at >= 0 && at + last.length() <= name.length() && name.endsWith(last);
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : END;
  }

  private String next() {
    String token = peek();
    at++;
    return token;
  }

  private boolean takes(String wanted) {
    boolean found = peek().toLowerCase(Locale.ROOT).equals(wanted);
    at += found ? 1 : 0;
    return found;
  }
}
