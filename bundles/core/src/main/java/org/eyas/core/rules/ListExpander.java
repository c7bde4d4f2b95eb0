package org.eyas.core.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the items of lists in place of their names, as text and before parsing.
 *
 * <p>A name counts where it stands alone between blanks, parentheses, commas and equal signs. Falco goes over a condition
 * once for each list in the order of definition, so that items may in turn be names of later lists only; here it is one
 * pass with the same result.
 */
final class ListExpander {
  private static final String BLANKS = " \t\n\r";
  static final String DELIMITERS = BLANKS + "(),=";

  /** A list with the lists among its items resolved. */
  static final class Expanded {
    final Definition.OfList written;
    final int order;
    final List<String> items;
    final String text;
    boolean used;

    Expanded(Definition.OfList written, int order, List<String> items) {
      this.written = written;
      this.order = order;
      this.items = List.copyOf(items);
      this.text = joined(items);
    }

    private static String joined(List<String> items) {
      StringBuilder text = new StringBuilder();
      for (String item : items) {
        text.append(text.isEmpty() ? "" : ", ").append(ExceptionConditions.quoted(item));
      }
      return text.toString();
    }
  }

  private final Map<String, Expanded> byName = new HashMap<>();
  private final List<Expanded> inOrder = new ArrayList<>();
  private final boolean oddNames;

  ListExpander(Map<String, Definition.OfList> lists) {
    for (Definition.OfList list : lists.values()) {
      Expanded expanded = new Expanded(list, inOrder.size(), items(list, lists));
      byName.put(list.name, expanded);
      inOrder.add(expanded);
    }
    oddNames = lists.keySet().stream().anyMatch(OddNames::isOdd);
    for (Definition.OfList list : lists.values()) {
      for (String item : list.items) {
        Definition.OfList inner = lists.get(item);
        Expanded expanded = byName.get(item);
        if (inner != null && expanded != null && inner.index < list.visibility) {
          expanded.used = true;
        }
      }
    }
  }

  /** Items that name a list defined earlier become that list's items, as written there. */
  private static List<String> items(Definition.OfList list, Map<String, Definition.OfList> lists) {
    List<String> items = new ArrayList<>(list.items.size());
    for (String item : list.items) {
      Definition.OfList inner = lists.get(item);
      if (inner != null && inner.index < list.visibility) {
        items.addAll(inner.items);
      } else {
        items.add(item);
      }
    }
    return items;
  }

  Collection<Expanded> lists() {
    return inOrder;
  }

  String expand(String condition) {
    if (oddNames) {
      return OddNames.expand(condition, inOrder);
    }
    StringBuilder out = new StringBuilder(condition.length() * 2);
    expand(condition, 0, out);
    return out.toString();
  }

  private void expand(String text, int firstOrder, StringBuilder out) {
    int at = 0;
    while (at < text.length()) {
      int end = tokenEnd(text, at);
      if (end == at) {
        out.append(text.charAt(at++));
        continue;
      }
      Expanded list = byName.get(text.substring(at, end));
      if (list == null || list.order < firstOrder) {
        out.append(text, at, end);
        at = end;
        continue;
      }
      list.used = true;
      at = substitute(list, text, skipBlanks(text, end), out);
    }
  }

  /** Appends a list with one blank on either side; returns where the text goes on. */
  private int substitute(Expanded list, String text, int behind, StringBuilder out) {
    trimBlanks(out);
    int next = behind;
    if (list.text.isEmpty()) {
      if (!out.isEmpty() && out.charAt(out.length() - 1) == ',') {
        out.setLength(out.length() - 1);
      } else if (next < text.length() && text.charAt(next) == ',') {
        next++;
      }
    }
    if (!out.isEmpty()) {
      out.append(' ');
    }
    expand(list.text, list.order + 1, out);
    if (list.text.isEmpty() || out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
    return next;
  }

  private static int tokenEnd(String text, int from) {
    int end = from;
    while (end < text.length() && DELIMITERS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static void trimBlanks(StringBuilder out) {
    int length = out.length();
    while (length > 0 && BLANKS.indexOf(out.charAt(length - 1)) >= 0) {
      length--;
    }
    out.setLength(length);
  }
}
