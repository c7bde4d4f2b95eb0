package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.GoldenFolder;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.syntax.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a rule file contains, it causes at most a message; accepted conditions also run. */
class HostileConditionsTest {
  private static final StubEvent EVENT = new StubEvent(EventSchema.current().type("GENERIC_X"));
  private static final String[] PARTS = {
      "(", ")", "[", "]", "'", "\"", "\\", ",", "=", "!=", "<", " and ", " or ", " not ", " in ", " exists", " anyof ", " regex ",
      " glob ", " pmatch ", "val(", "len(", "join(',', ", "getopt(", "t.text", "t.int", "t.net", "t.listtext", "evt.around[5]",
      "0x", "-1", "1e+5", "\0", "\ud800", "\udc00", "é", "\n", "\r", "\t", "\u000b", "*", "?", "{1000}", "[[:", ":]]", "(?", "^",
      "$"};

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FakeFields fields = FakeFields.ofEveryKind();

  @Test
  void mutatedConditionsAreAcceptedOrRejected() {
    System.out.println("HostileConditionsTest seed " + seed);
    List<String> originals = new ArrayList<>();
    GoldenFolder.values().forEach(block -> originals.add(block.condition()));
    GoldenFolder.messages("check").stream().filter(each -> each.condition().length() < 500)
        .forEach(each -> originals.add(each.condition()));
    fields.values.put("t.text", Text.of("/usr/bin/cat"));
    fields.values.put("t.int", 5L);
    int accepted = 0;
    for (int i = 0; i < 6_000; i++) {
      String condition = mutated(originals);
      accepted += runs(condition) ? 1 : 0;
    }
    assertTrue(accepted > 300, accepted + " accepted, seed " + seed);
  }

  private String mutated(List<String> originals) {
    StringBuilder text = new StringBuilder(pick(originals));
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(8));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, text.substring(at, end));
        case 2 -> text.append(random.nextBoolean() ? " and " : " or ").append(pick(originals));
        default -> text.replace(at, random.nextBoolean() ? at : end, PARTS[random.nextInt(PARTS.length)]);
      }
    }
    return text.toString();
  }

  /** Whether a condition is accepted; in this case it must run. */
  private boolean runs(String condition) {
    CheckedCondition checked;
    try {
      checked = ConditionChecker.check(Parser.parse(condition), fields.catalog());
    } catch (SyntaxException e) {
      assertTrue(e.position().offset() <= condition.length(), condition);
      return false;
    } catch (CheckException e) {
      assertTrue(e.position().offset() <= condition.length(), condition);
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(quoted(condition), e);
    }
    try {
      List<RuleIndex.Rule> rules = List.of(new RuleIndex.Rule(0, checked.expr(), EventCodeFinder.all()));
      RuleIndex index = random.nextInt(10) == 0 ? RuleIndex.of(rules, GeneratedMatchers::of) : RuleIndex.of(rules);
      EvaluationFrame frame = index.newFrame(EVENT);
      frame.begin(EVENT);
      index.rules(EVENT.type().code()).match(frame, new MatchedRules());
    } catch (RuntimeException | Error e) {
      throw new AssertionError(quoted(condition), e);
    }
    return true;
  }

  private String quoted(String condition) {
    StringBuilder text = new StringBuilder("seed " + seed + ": ");
    condition.chars().forEach(c -> text.append(c > 31 && c < 127 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not(", "not ", "tolower(", "concat('a', ", "t.text = a and (", "t.text in (a, ", "t.text = '",
      "((t.text = a) or ", "join(',', (", "t.text regex ((", "t.text[", "t.text = a or "})
  void aMegabyteOfOnePartIsRejected(String part) {
    String text = part.repeat(1_000_000 / part.length());
    assertThrows(SyntaxException.class, () -> Parser.parse(text));
  }

  @Test
  void longConditionsAreAccepted() throws Exception {
    String list = "t.text in (" + "abcdefghi, ".repeat(100_000) + "x)";
    String flat = "t.text = a" + " or t.text = b".repeat(5_000);
    String value = "t.text = '" + "x".repeat(65_536) + "'";
    String glob = "t.text glob '" + "*a".repeat(32_768) + "'";
    String regex = "t.text regex '" + "abc|".repeat(16_384) + "'";
    String deep = "t.text = b and not (".repeat(190) + "t.text = a" + ")".repeat(190);
    fields.values.put("t.text", Text.of("b"));
    for (String condition : List.of(list, flat, value, glob, regex, deep, "not ".repeat(250_000) + "t.text = b")) {
      assertTrue(runs(condition));
    }
  }

  @Test
  void macrosInMacrosAreRejectedBeforeTheyExhaustTheStack() throws Exception {
    SyntaxTree leaf = Parser.parse("t.text = b or t.int = 1");
    SyntaxTree deep = leaf;
    for (int i = 0; i < 100_000; i++) {
      deep = new SyntaxTree.Not(new SyntaxTree.And(List.of(deep, leaf), TextPosition.START), TextPosition.START);
    }
    SyntaxTree tooDeep = deep;
    CheckException e = assertThrows(CheckException.class, () -> ConditionChecker.check(tooDeep, fields.catalog()));
    assertEquals("filter error: condition is nested more than 700 deep", e.getMessage());
  }

  @Test
  void theDeepestAllowedConditionRunsOnAnOrdinaryStack() throws Exception {
    SyntaxTree leaf = Parser.parse("t.text = b or t.int = 1");
    SyntaxTree deep = leaf;
    for (int i = 0; i < 349; i++) {
      deep = new SyntaxTree.Not(new SyntaxTree.And(List.of(leaf, deep), TextPosition.START), TextPosition.START);
    }
    BitSet oneCode = new BitSet();
    oneCode.set(EVENT.type().code());
    List<RuleIndex.Rule> rules =
        List.of(new RuleIndex.Rule(0, ConditionChecker.check(deep, fields.catalog()).expr(), oneCode));
    String regex = "(".repeat(500) + "a" + ")*".repeat(500);
    String path = "/a".repeat(2047);
    fields.values.put("t.text", Text.of(path));
    onOrdinaryStack(() -> {
      RuleIndex.of(rules);
      RuleIndex.of(rules, GeneratedMatchers::of);
      assertTrue(runs("t.text regex '" + regex + "' or t.text pmatch (" + path + ")"));
    });
  }

  private static void onOrdinaryStack(Runnable task) throws InterruptedException {
    List<String> failures = new ArrayList<>();
    Thread thread = new Thread(null, task, "ordinary-stack", 1024 * 1024);
    thread.setUncaughtExceptionHandler(
        (t, failure) -> failures.add(failure + " " + Arrays.stream(failure.getStackTrace()).limit(20).toList()));
    thread.start();
    thread.join();
    assertEquals(List.of(), failures);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
