package org.eyas.engine.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;

/**
 * Reads a query:
 *
 * <pre>
 *   query:  terms, separated by blanks
 *   term:   [-] text   or   [-] name : text   or   [-] name >= text      (also <= > < =)
 *   text:   characters and "quoted ones"; outside of quotes, * stands for any characters
 * </pre>
 */
final class QueryParser {
  private static final int LONGEST = 2_000;
  private static final int MOST_TERMS = 50;
  private static final String OPERATORS = ":=<>";
  private static final Set<String> NAMES =
      Set.of(SearchKeyHashes.RULE, SearchKeyHashes.SOURCE, SearchKeyHashes.TAG, SearchKeyHashes.CONTAINER, SearchKeyHashes.POD,
          SearchKeyHashes.PROGRAM);

  private final String text;
  private final Instant now;
  private int at;

  QueryParser(String text, Instant now) {
    this.text = text;
    this.now = now;
  }

  List<QueryCondition> conditions() throws RefusedException {
    if (text.length() > LONGEST) {
      throw new RefusedException("the query has " + text.length() + " characters; at most " + LONGEST + " are allowed");
    }
    List<QueryCondition> conditions = new ArrayList<>();
    for (skipBlanks(); at < text.length(); skipBlanks()) {
      conditions.add(term());
      if (conditions.size() > MOST_TERMS) {
        throw error(at, "more than " + MOST_TERMS + " terms; leave some out");
      }
    }
    return conditions;
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char letter) {
    return Character.isWhitespace(letter) || letter == '\u00a0';
  }

  private QueryCondition term() throws RefusedException {
    int start = at;
    boolean not = text.charAt(at) == '-';
    at += not ? 1 : 0;
    if (at == text.length() || isBlank(text.charAt(at))) {
      throw error(start, "nothing follows '-'; quote it to search for it: \"-\"");
    }
    QueryCondition condition = positive();
    return not ? new QueryCondition.Not(condition) : condition;
  }

  private QueryCondition positive() throws RefusedException {
    int start = at;
    String name = name();
    String operator = name.isEmpty() ? "" : operator();
    if (operator.isEmpty()) {
      at = start;
      return new TextCondition(value());
    }
    int valueStart = at;
    if (at == text.length() || isBlank(text.charAt(at))) {
      throw error(at, "no value follows " + name + operator);
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "priority" -> priority(operator, plain(), valueStart);
      case "since", "before" -> time(name, operator, plain(), valueStart);
      default -> value(name, operator, start);
    };
  }

  private String name() {
    int start = at;
    boolean argument = false; // such as a label, which may have more kinds of characters
    while (at < text.length() && (argument ? !isBlank(text.charAt(at)) : isOfName(text.charAt(at), at == start))) {
      argument = text.charAt(at) == '[' || argument && text.charAt(at) != ']';
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isOfName(char letter, boolean first) {
    boolean alphabetic = letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z';
    return alphabetic || !first && (letter >= '0' && letter <= '9' || "._[]".indexOf(letter) >= 0);
  }

  private String operator() {
    int start = at;
    while (at < text.length() && at - start < 2 && OPERATORS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String found = text.substring(start, at);
    boolean two = found.length() == 2 && !found.equals(">=") && !found.equals("<=");
    at -= two ? 1 : 0;
    return two ? found.substring(0, 1) : found;
  }

  private QueryCondition priority(String operator, String value, int start) throws RefusedException {
    Priority priority =
        Priority.parse(value)
            .orElseThrow(() -> error(start, "'" + value + "' is not a priority; use emergency, alert, critical, error, warning,"
                + " notice, informational or debug"));
    Priority[] all = Priority.values();
    int rank = priority.ordinal();
    return switch (operator) {
      case ">=" -> new PriorityCondition(Priority.EMERGENCY, priority);
      case "<=" -> new PriorityCondition(priority, Priority.DEBUG);
      case ">" -> rank == 0 ? new QueryCondition.Not(new PriorityCondition(all[0], Priority.DEBUG))
          : new PriorityCondition(Priority.EMERGENCY, all[rank - 1]);
      case "<" -> new QueryCondition.Not(new PriorityCondition(Priority.EMERGENCY, priority));
      default -> new PriorityCondition(priority, priority);
    };
  }

  private QueryCondition time(String name, String operator, String value, int start) throws RefusedException {
    if (!operator.equals(":")) {
      throw error(start - operator.length(), "write " + name + ":" + value);
    }
    long nanos =
        QueryTimeParser.parse(value, now)
            .orElseThrow(() -> error(start, "'" + value + "' is not a time; write 30s, 10m, 2h, 7d (so long ago), 2026-11-27 or"
                + " 2026-11-27T10:30"));
    return name.equalsIgnoreCase("since") ? new TimeCondition(nanos, Long.MAX_VALUE) : new TimeCondition(0, nanos);
  }

  private QueryCondition value(String name, String operator, int start) throws RefusedException {
    boolean known = NAMES.contains(name.toLowerCase(Locale.ROOT));
    if (!known && !name.contains(".")) {
      throw error(start,
          "'" + name + "' is not a name; use priority, rule, source, tag, container, pod, program, since, before or"
              + " a field such as proc.name, or quote the text to search for it");
    }
    if (!operator.equals(":") && !operator.equals("=")) {
      throw error(start + name.length(), "only priority can be compared with " + operator + "; write " + name + ":VALUE");
    }
    return new ValueCondition(known ? name.toLowerCase(Locale.ROOT) : name, value());
  }

  // A value without wildcards.
  private String plain() throws RefusedException {
    return String.join("*", value().pieces());
  }

  private TextPattern value() throws RefusedException {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    while (at < text.length() && !isBlank(text.charAt(at))) {
      char letter = text.charAt(at++);
      if (letter == '"') {
        quoted(piece);
      } else if (letter == '*') {
        pieces.add(CaseFolding.lower(piece.toString()));
        piece.setLength(0);
      } else {
        piece.append(letter);
      }
    }
    pieces.add(CaseFolding.lower(piece.toString()));
    return new TextPattern(pieces);
  }

  private void quoted(StringBuilder piece) throws RefusedException {
    int start = at - 1;
    while (at < text.length() && text.charAt(at) != '"') {
      boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
      at += escaped ? 1 : 0;
      piece.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw error(start, "this quote has no end; add \"");
    }
    at++;
  }

  private RefusedException error(int place, String what) {
    return new RefusedException("query, character " + (place + 1) + ": " + what);
  }
}
