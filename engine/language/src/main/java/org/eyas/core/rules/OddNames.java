package org.eyas.core.rules;

/**
 * Puts the items of lists in place of names that are no single word, such as {@code my list}. They are warned of, but
 * rules that use them load, as in Falco; each list is looked for in the text that the lists before it left.
 */
final class OddNames {
  private OddNames() {}

  static boolean isOdd(String name) {
    return name.chars().anyMatch(c -> ListExpander.DELIMITERS.indexOf(c) >= 0);
  }

  static String expand(String condition, Iterable<ListExpander.Expanded> lists) {
    String text = condition;
    for (ListExpander.Expanded list : lists) {
      text = expand(text, list);
    }
    return text;
  }

  private static String expand(String condition, ListExpander.Expanded list) {
    String name = list.written.name;
    String text = condition;
    int at = text.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      if (isDelimited(text, at, end)) {
        list.used = true;
        StringBuilder before = new StringBuilder(text.substring(0, at).stripTrailing());
        String behind = text.substring(end).stripLeading();
        text = joined(before, list.text, behind);
        at = before.length();
      }
      at = text.indexOf(name, at + 1);
    }
    return text;
  }

  private static boolean isDelimited(String text, int from, int to) {
    boolean before = from == 0 || ListExpander.DELIMITERS.indexOf(text.charAt(from - 1)) >= 0;
    return before && (to == text.length() || ListExpander.DELIMITERS.indexOf(text.charAt(to)) >= 0);
  }

  /** The text with the items between its parts; {@code before} ends up with all but the last of them. */
  private static String joined(StringBuilder before, String items, String behind) {
    String rest = behind;
    if (items.isEmpty() && !before.isEmpty() && before.charAt(before.length() - 1) == ',') {
      before.setLength(before.length() - 1);
    } else if (items.isEmpty() && rest.startsWith(",")) {
      rest = rest.substring(1);
    }
    if (!before.isEmpty()) {
      before.append(' ');
    }
    before.append(items);
    return before + " " + rest;
  }
}
