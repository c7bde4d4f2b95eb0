package org.eyas.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Text;
import org.eyas.engine.compile.literal.AffixSearch;
import org.eyas.engine.compile.literal.CandidateSet;
import org.eyas.engine.compile.literal.LiteralSearch;
import org.eyas.engine.compile.literal.SubstringScan;
import org.eyas.engine.compile.literal.SubstringSearch;
import org.junit.jupiter.api.Test;

/** Every search for many constants finds exactly the constants that single tests find. */
class LiteralSearchTest {
  private static final int ROUNDS = 400;
  private static final int TEXTS = 60;

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private interface Maker {
    LiteralSearch.Algorithm search(Map<Text, Integer> constants);
  }

  @Test
  void startsAreFound() {
    check(constants -> new AffixSearch(constants, false), 1, String::startsWith);
  }

  @Test
  void endsAreFound() {
    check(constants -> new AffixSearch(constants, true), 1, String::endsWith);
  }

  @Test
  void partsAreFound() {
    check(constants -> new SubstringSearch(constants, false), SubstringScan.GRAM, String::contains);
  }

  @Test
  void partsAreFoundInAnyCase() {
    check(constants -> new SubstringSearch(constants, true), SubstringScan.GRAM,
        (text, part) -> lower(text).contains(lower(part)));
  }

  private void check(Maker maker, int shortest, BiPredicate<String, String> naive) {
    System.out.println("LiteralSearchTest seed " + seed);
    int hits = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Map<Text, Integer> constants = constants(shortest + random.nextInt(8));
      LiteralSearch.Algorithm search = maker.search(constants);
      CandidateSet found = new CandidateSet(constants.size());
      for (int i = 0; i < TEXTS; i++) {
        String text = text(constants);
        found.clear();
        search.find(view(text), found);
        Set<Integer> expected = new TreeSet<>();
        constants.forEach((constant, number) -> {
          if (naive.test(text, constant.toString())) {
            expected.add(number);
          }
        });
        assertEquals(expected, numbers(found), () -> "in '" + text + "' of " + constants + ", seed " + seed);
        hits += expected.size();
      }
    }
    assertTrue(hits > ROUNDS, "something is found: " + hits);
  }

  private Map<Text, Integer> constants(int shortest) {
    Map<Text, Integer> constants = new HashMap<>();
    int count = 1 + random.nextInt(random.nextBoolean() ? 4 : 60);
    for (int i = 0; i < count; i++) {
      int longest = random.nextInt(20) == 0 ? 50 : 12;
      constants.putIfAbsent(Text.of(word(shortest + random.nextInt(longest))), constants.size());
    }
    return constants;
  }

  /** A text that contains some constants, complete or not. */
  private String text(Map<Text, Integer> constants) {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(4); pieces >= 0; pieces--) {
      Text constant = constants.keySet().stream().skip(random.nextInt(constants.size())).findFirst().orElseThrow();
      String piece = random.nextBoolean() ? constant.toString() : word(random.nextInt(6));
      text.append(random.nextInt(4) == 0 ? piece.substring(random.nextInt(piece.length() + 1)) : piece);
    }
    return text.toString();
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("/.aAbBs".charAt(random.nextInt(7)));
    }
    return word.toString();
  }

  /** Events have texts in the middle of larger memory. */
  private static ByteView view(String text) {
    byte[] bytes = ("ab" + text + "ab").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new ByteView().wrap(bytes, 2, bytes.length - 4);
  }

  private static Set<Integer> numbers(CandidateSet found) {
    Set<Integer> numbers = new TreeSet<>();
    for (int i = 0; i < found.size(); i++) {
      numbers.add(found.get(i));
    }
    assertEquals(found.size(), numbers.size(), "each is found once");
    return numbers;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
