package org.eyas.engine.rules.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.RuleLimits;

/**
 * Replaces the names of lists in a condition by their items, as text and before parsing.
 *
 * <p>A name counts if it is a separate word between spaces, parentheses, commas and equal signs. Falco processes a
 * condition once for each list in the order of definition, so an item can only be the name of a later list. This class
 * reaches the same result in one pass.
 */
public final class ListExpander {
  private static final String BLANKS = " \t\n\r";
  private static final String SEPARATOR = ", ";
  static final String DELIMITERS = BLANKS + "(),=";

  /** A list in which the names of lists among its items are resolved. */
  public static final class Expanded {
    private final CollectedDefinition.OfList written;
    private final int order;
    private final List<String> items;
    private final String text;
    private boolean used;

    Expanded(CollectedDefinition.OfList written, int order, List<String> items) {
      this.written = written;
      this.order = order;
      this.items = List.copyOf(items);
      this.text = joined(items);
    }

    private static String joined(List<String> items) {
      StringBuilder text = new StringBuilder();
      for (String item : items) {
        text.append(text.isEmpty() ? "" : SEPARATOR).append(ExceptionConditions.quoted(item));
      }
      return text.toString();
    }

    public CollectedDefinition.OfList written() {
      return written;
    }

    public List<String> items() {
      return items;
    }

    /** The items as the text of a condition has them. */
    String text() {
      return text;
    }

    public boolean isUsed() {
      return used;
    }

    void markUsed() {
      used = true;
    }
  }

  private final Map<String, Expanded> byName = new HashMap<>();
  private final List<Expanded> inOrder = new ArrayList<>();
  private final boolean oddNames;
  private final RuleLimits limits;

  public ListExpander(Map<String, CollectedDefinition.OfList> lists, RuleLimits limits) {
    this.limits = limits;
    for (CollectedDefinition.OfList list : lists.values()) {
      Expanded expanded = new Expanded(list, inOrder.size(), items(list, lists));
      byName.put(list.name(), expanded);
      inOrder.add(expanded);
    }
    oddNames = lists.keySet().stream().anyMatch(OddListNames::isOdd);
    for (CollectedDefinition.OfList list : lists.values()) {
      for (String item : list.items()) {
        CollectedDefinition.OfList inner = lists.get(item);
        Expanded expanded = byName.get(item);
        if (inner != null && expanded != null && inner.index() < list.visibility()) {
          expanded.used = true;
        }
      }
    }
  }

  /** The items of a list. An item that names a list defined earlier is replaced by the written items of that list. */
  private List<String> items(CollectedDefinition.OfList list, Map<String, CollectedDefinition.OfList> lists) {
    List<String> items = new ArrayList<>(list.items().size());
    long length = 0;
    for (String item : list.items()) {
      CollectedDefinition.OfList inner = lists.get(item);
      List<String> more = inner != null && inner.index() < list.visibility() ? inner.items() : List.of(item);
      for (String each : more) {
        length += each.length() + SEPARATOR.length();
        limits.checkLength("the list", length, list.context());
        items.add(each);
      }
    }
    return items;
  }

  public Collection<Expanded> lists() {
    return inOrder;
  }

  /**
   * Whether a list name can match inside a word or across words, so that the effect of an expansion is not predictable.
   */
  boolean isUnpredictable() {
    return oddNames;
  }

  /** The names of lists that are new or have other items. */
  List<String> changedSince(ListExpander before) {
    List<String> changed = new ArrayList<>();
    for (Expanded list : inOrder) {
      Expanded old = before.byName.get(list.written.name());
      if (old == null || !old.items.equals(list.items)) {
        changed.add(list.written.name());
      }
    }
    return changed;
  }

  void markUsed(String name) {
    Expanded list = byName.get(name);
    if (list != null) {
      list.used = true;
    }
  }

  /**
   * Records the names that an expansion meets.
   *
   * @param lists receives the names of the lists that were replaced
   * @param words receives every word that could be the name of a list
   */
  record Trace(Set<String> lists, Set<String> words) {}

  /** @param place the place of the condition, for the error if it becomes too long */
  String expand(String condition, Trace trace, DocumentPlace place) {
    Growth growth = new Growth(limits, place);
    growth.check(condition.length());
    if (oddNames) {
      return OddListNames.expand(condition, inOrder, growth);
    }
    StringBuilder out = new StringBuilder(condition.length() * 2);
    expand(condition, 0, new Expansion(out, trace, growth));
    return out.toString();
  }

  /** Rejects a condition that becomes too long. Each replaced list counts as well, because a list can be empty. */
  static final class Growth {
    private final RuleLimits limits;
    private final DocumentPlace place;
    private long steps;

    private Growth(RuleLimits limits, DocumentPlace place) {
      this.limits = limits;
      this.place = place;
    }

    void check(int length) {
      InterruptCheck.throwIfInterrupted();
      limits.checkLength("the condition", length + steps++, place);
    }
  }

  private record Expansion(StringBuilder out, Trace trace, Growth growth) {}

  private void expand(String text, int firstOrder, Expansion expansion) {
    StringBuilder out = expansion.out();
    Trace trace = expansion.trace();
    expansion.growth().check(out.length());
    int at = 0;
    while (at < text.length()) {
      int end = tokenEnd(text, at);
      if (end == at) {
        out.append(text.charAt(at++));
        continue;
      }
      String word = text.substring(at, end);
      trace.words().add(word);
      Expanded list = byName.get(word);
      if (list == null || list.order < firstOrder) {
        out.append(text, at, end);
        at = end;
        continue;
      }
      list.used = true;
      trace.lists().add(word);
      at = skipBlanks(text, end);
      trimBlanks(out);
      if (list.text.isEmpty() && !removeComma(out) && at < text.length() && text.charAt(at) == ',') {
        at++;
      }
      substitute(list, expansion);
    }
  }

  private static boolean removeComma(StringBuilder out) {
    boolean comma = !out.isEmpty() && out.charAt(out.length() - 1) == ',';
    if (comma) {
      out.setLength(out.length() - 1);
    }
    return comma;
  }

  /** Appends a list with one space on either side. */
  private void substitute(Expanded list, Expansion expansion) {
    StringBuilder out = expansion.out();
    if (!out.isEmpty()) {
      out.append(' ');
    }
    expand(list.text, list.order + 1, expansion);
    if (list.text.isEmpty() || out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
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
