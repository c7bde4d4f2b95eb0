package org.eyas.engine.rules.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.RuleLimits;
import org.junit.jupiter.api.Test;

class ListExpanderTest {
  private final Map<String, CollectedDefinition.OfList> lists = new LinkedHashMap<>();

  private void list(String name, String... items) {
    int index = lists.size();
    DocumentPlace place = DocumentPlace.of(new RuleDocument("test", "x"));
    lists.put(name, new CollectedDefinition.OfList(name, index, index, List.of(items), place));
  }

  private String expanded(String condition) {
    return expanded(condition, new ListExpander(lists, RuleLimits.STANDARD));
  }

  private static String expanded(String condition, ListExpander expander) {
    ListExpander.Trace trace = new ListExpander.Trace(new HashSet<>(), new HashSet<>());
    return expander.expand(condition, trace, DocumentPlace.of(new RuleDocument("test", "x")));
  }

  @Test
  void putsOneSpaceOnEitherSide() {
    list("a", "x", "y");
    assertEquals("n in ( x, y )", expanded("n in (a)"));
    assertEquals("n in ( x, y , z)", expanded("n in (  a  , z)"));
    assertEquals("x, y ", expanded("a"));
  }

  @Test
  void doesNotReplaceNamesInsideOtherWords() {
    list("a", "x");
    assertEquals("n = aa and n.a = a.b and [a]", expanded("n = aa and n.a = a.b and [a]"));
    assertEquals("n = x ", expanded("n =a").replaceAll(" +", " "));
  }

  @Test
  void quotesItemsWithBlanks() {
    list("a", "two words", "'quoted already'");
    assertEquals("n in ( \"two words\", 'quoted already' )", expanded("n in (a)"));
  }

  @Test
  void removesACommaNextToAnEmptyList() {
    list("none");
    assertEquals("n in (x  )", expanded("n in (x, none)"));
    assertEquals("n in (   x)", expanded("n in (none, x)"));
    assertEquals("n in (  )", expanded("n in (none)"));
  }

  @Test
  void expandsEarlierListsInListsOnce() {
    list("a", "x");
    list("b", "a", "y");
    list("c", "b");
    assertEquals("n in ( a, y )", expanded("n in (c)"));
    assertEquals("n in ( x, y )", expanded("n in (b)"));
  }

  @Test
  void expandsLaterListsAmongItems() {
    list("a", "b");
    list("b", "x");
    assertEquals("n in ( x )", expanded("n in (a)"));
  }

  @Test
  void knowsWhichListsWereUsed() {
    list("inner", "x");
    list("outer", "inner");
    list("unused", "y");
    ListExpander expander = new ListExpander(lists, RuleLimits.STANDARD);
    expanded("n in (outer)", expander);
    List<String> unused = new ArrayList<>();
    expander.lists().stream().filter(list -> !list.isUsed()).forEach(list -> unused.add(list.written().name()));
    assertEquals(List.of("unused"), unused);
  }

  /** Falco processes the condition once for each list; except for spaces, one pass has the same result. */
  @Test
  void equalsOnePassForEachList() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int changed = 0;
    for (int i = 0; i < 2_000; i++) {
      lists.clear();
      for (int n = random.nextInt(5); n >= 0; n--) {
        list("l" + n, words(random, 3));
      }
      String condition = String.join(", ", words(random, 6)) + " (" + String.join(",", words(random, 3)) + ")";
      ListExpander expander = new ListExpander(lists, RuleLimits.STANDARD);
      assertEquals(dense(naive(condition, expander)), dense(expanded(condition, expander)), condition + " seed " + seed);
      changed += expanded(condition, expander).equals(condition) ? 0 : 1;
    }
    assertTrue(changed > 1_000, "only " + changed + " conditions had a list");
  }

  private static String[] words(Random random, int most) {
    String[] words = new String[1 + random.nextInt(most)];
    for (int i = 0; i < words.length; i++) {
      words[i] = random.nextBoolean() ? "l" + random.nextInt(6) : "w" + random.nextInt(9);
    }
    return words;
  }

  private static String naive(String condition, ListExpander expander) {
    String text = condition;
    for (ListExpander.Expanded list : expander.lists()) {
      text = text.replaceAll("(?<![^ (),=])" + list.written().name() + "(?![^ (),=])", " " + list.text() + " ");
    }
    return text;
  }

  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }
}
