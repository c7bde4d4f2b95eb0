package org.eyas.engine.rules.condition;

/**
 * Replaces list names that are not single words, such as {@code my list}, by the items of the list. Such a name causes
 * a warning, but rules that use it load, as in Falco. Each list is searched in the text that results from the previous
 * lists.
 */
final class OddListNames {
  private OddListNames() {}

  static boolean isOdd(String name) {
    return name.chars().anyMatch(c -> ListExpander.DELIMITERS.indexOf(c) >= 0);
  }

  static String expand(String condition, Iterable<ListExpander.Expanded> lists, ListExpander.Growth growth) {
    String text = condition;
    for (ListExpander.Expanded list : lists) {
      text = expand(text, list, growth);
    }
    return text;
  }

  private static String expand(String text, ListExpander.Expanded list, ListExpander.Growth growth) {
    String name = list.written().name();
    StringBuilder out = new StringBuilder(text.length());
    int from = 0; // the text before this index is already in out
    int at = text.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      if ((at == from || isDelimiter(text.charAt(at - 1))) && (end == text.length() || isDelimiter(text.charAt(end)))) {
        list.markUsed();
        out.append(text, from, at);
        from = put(list.text(), out, text, end);
        growth.check(out.length() + text.length() - from);
        at = text.indexOf(name, from);
      } else {
        at = text.indexOf(name, at + 1);
      }
    }
    return out.append(text, from, text.length()).toString();
  }

  private static boolean isDelimiter(char c) {
    return ListExpander.DELIMITERS.indexOf(c) >= 0;
  }

  /** Appends the items with one space on either side. Returns the index of the rest of the text. */
  private static int put(String items, StringBuilder out, String text, int end) {
    int length = out.length();
    while (length > 0 && Character.isWhitespace(out.charAt(length - 1))) {
      length--;
    }
    out.setLength(length);
    int rest = end;
    while (rest < text.length() && Character.isWhitespace(text.charAt(rest))) {
      rest++;
    }
    if (items.isEmpty() && length > 0 && out.charAt(length - 1) == ',') {
      out.setLength(length - 1);
    } else if (items.isEmpty() && text.startsWith(",", rest)) {
      rest++;
    }
    out.append(out.isEmpty() ? "" : " ").append(items).append(' ');
    return rest;
  }
}
