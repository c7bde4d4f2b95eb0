package org.eyas.engine.ruletest.file;

/** A text in which {@code *} matches any characters; every other character matches itself. */
record WildcardText(String text) {
  boolean matches(String value) {
    String[] parts = text.split("\\*", -1);
    if (parts.length == 1) {
      return value.equals(text);
    }
    if (!value.startsWith(parts[0])) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int at = value.indexOf(parts[i], from);
      if (at < 0) {
        return false;
      }
      from = at + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return value.length() - from >= last.length() && value.endsWith(last);
  }
}
