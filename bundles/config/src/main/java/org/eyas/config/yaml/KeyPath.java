package org.eyas.config.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The path at which an override sets its value: {@code a.b}, {@code a[0].b}, {@code a[]} for one more element. A backslash
 * before a point, bracket or backslash makes that part of a name.
 */
final class KeyPath {
  /** One step down. */
  sealed interface Step {
    record Name(String name) implements Step {}

    record Index(int index) implements Step {}

    record Append() implements Step {}
  }

  private final String text;
  private final List<Step> steps = new ArrayList<>();
  private final StringBuilder name = new StringBuilder();
  private int at;

  private KeyPath(String text) {
    this.text = text;
  }

  static List<Step> parse(String text) throws ConfigException {
    KeyPath path = new KeyPath(text);
    while (path.at < text.length()) {
      path.step();
    }
    return path.steps;
  }

  /** The name that the table of keys has for a path: {@code append_output[].match}. */
  static String tableName(List<Step> steps) {
    StringBuilder name = new StringBuilder();
    for (Step step : steps) {
      name.append(step instanceof Step.Name part ? "." + part.name() : "[]");
    }
    return name.substring(1); // a path begins with a name
  }

  private void step() throws ConfigException {
    char c = text.charAt(at);
    boolean last = at == text.length() - 1;
    switch (c) {
      case '\\' -> escaped(last);
      case '.' -> endName();
      case '[' -> {
        endName();
        index();
      }
      default -> letter(c, last);
    }
    at++;
  }

  private void escaped(boolean last) throws ConfigException {
    if (last) {
      throw wrong("trailing backslash at pos " + at);
    }
    char next = text.charAt(++at);
    if (".[]\\".indexOf(next) < 0) {
      throw wrong("invalid escape sequence '\\" + next + "' at pos " + (at - 1));
    }
    name.append(next);
    if (at == text.length() - 1) {
      endName();
    }
  }

  private void letter(char c, boolean last) throws ConfigException {
    if (at > 0 && name.isEmpty() && text.charAt(at - 1) != '.') {
      throw wrong("expected '.' character at pos " + (at - 1));
    }
    name.append(c);
    if (last) {
      endName();
    }
  }

  private void endName() throws ConfigException {
    boolean afterIndex = at > 0 && text.charAt(at - 1) == ']' && text.charAt(at) == '[';
    if (name.isEmpty() && !afterIndex) {
      throw wrong("unexpected character at pos " + at);
    }
    if (!name.isEmpty()) {
      steps.add(new Step.Name(name.toString()));
      name.setLength(0);
    }
  }

  // A point may follow the bracket; it belongs to it.
  private void index() throws ConfigException {
    int close = text.indexOf(']', at);
    if (close < 0) {
      throw wrong("expected ']' after pos " + at);
    }
    String index = text.substring(at + 1, close);
    if (!index.isEmpty() && (index.length() > 6 || !index.chars().allMatch(c -> c >= '0' && c <= '9'))) {
      throw wrong("expected a numeric index, found '" + index + "'");
    }
    steps.add(index.isEmpty() ? new Step.Append() : new Step.Index(Integer.parseInt(index)));
    at = close;
    if (at < text.length() - 1 && text.charAt(at + 1) == '.') {
      at++;
    }
  }

  private ConfigException wrong(String what) {
    return KeyOverride.wrong(text, "Parsing error: " + what);
  }
}
