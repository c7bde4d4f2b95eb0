package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.ConditionCompiler;
import org.eyas.engine.compile.GoldenFolder;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.Values;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

/**
 * Random rules made of all golden conditions, over random values: the tree and the generated class must have the same
 * results as the single conditions.
 */
class BackEndsAgreeTest {
  private static final int RULES = 20;
  private static final int EVENTS = 40;
  private static final StubEvent EVENT = new StubEvent(EventSchema.current().type("GENERIC_X"));

  /** A condition and its parts. */
  private sealed interface Node {
    record Leaf(int condition) implements Node {}

    record Not(Node child) implements Node {}

    record Pair(Node left, boolean and, Node right) implements Node {}
  }

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final List<String> conditions = new ArrayList<>();
  private final List<CompiledCondition> alone = new ArrayList<>();
  private final Map<String, Set<String>> valuesByField = new TreeMap<>();
  private final EvaluationFrame aloneFrame = new EvaluationFrame(0, EVENT);

  @Test
  void rulesHaveTheResultsOfTheirParts() throws Exception {
    System.out.println("BackEndsAgreeTest seed " + seed);
    readGolden();
    int compared = 0;
    int hits = 0;
    for (int round = 0; round < 30; round++) {
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < RULES; i++) {
        nodes.add(node(4));
      }
      hits += compare(nodes);
      compared += RULES * EVENTS;
    }
    assertTrue(hits > compared / 10 && hits < compared * 9 / 10, hits + " of " + compared + " hold, seed " + seed);
  }

  private void readGolden() throws Exception {
    ConditionCompiler compiler = new ConditionCompiler(Set.of());
    for (GoldenFolder.Block block : GoldenFolder.values()) {
      conditions.add(block.condition());
      alone.add(compiler.compile(checked(block.condition()).expr()));
      for (GoldenFolder.Line line : block.lines()) {
        for (String assignment : line.values().split("  ")) {
          int equals = assignment.indexOf('=');
          valuesByField
              .computeIfAbsent(assignment.substring(0, equals), name -> new TreeSet<>())
              .add(assignment.substring(equals + 1));
        }
      }
    }
  }

  private int compare(List<Node> nodes) throws Exception {
    List<RuleIndex.Rule> rules = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      rules.add(new RuleIndex.Rule(i, checked(text(nodes.get(i))).expr(), EventCodeFinder.all()));
    }
    RuleIndex tree = RuleIndex.of(rules);
    RuleIndex generated = RuleIndex.of(rules, GeneratedMatchers::of);
    EvaluationFrame treeFrame = tree.newFrame(EVENT);
    EvaluationFrame generatedFrame = generated.newFrame(EVENT);
    int hits = 0;
    for (int i = 0; i < EVENTS; i++) {
      assignValues();
      aloneFrame.begin(EVENT);
      List<Integer> expected = new ArrayList<>();
      for (int rule = 0; rule < nodes.size(); rule++) {
        if (holds(nodes.get(rule))) {
          expected.add(rule);
        }
      }
      assertEquals(expected, hits(tree, treeFrame), () -> "tree: " + what(nodes));
      assertEquals(expected, hits(generated, generatedFrame), () -> "generated: " + what(nodes));
      hits += expected.size();
    }
    return hits;
  }

  private void assignValues() {
    fields.values.clear();
    valuesByField.forEach((field, values) -> {
      if (random.nextInt(5) > 0) {
        Values.put(fields, field, pick(List.copyOf(values)));
      }
    });
  }

  private static List<Integer> hits(RuleIndex index, EvaluationFrame frame) {
    frame.begin(EVENT);
    MatchedRules hits = new MatchedRules();
    index.rules(EVENT.type().code()).match(frame, hits);
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      keys.add(hits.key(i));
    }
    return keys;
  }

  private Node node(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(6);
    return switch (kind) {
      case 0, 1 -> new Node.Leaf(random.nextInt(conditions.size()));
      case 2 -> new Node.Not(node(depth - 1));
      default -> new Node.Pair(node(depth - 1), random.nextBoolean(), node(depth - 1));
    };
  }

  private boolean holds(Node node) {
    return switch (node) {
      case Node.Leaf leaf -> alone.get(leaf.condition()).test(aloneFrame);
      case Node.Not not -> !holds(not.child());
      case Node.Pair pair -> pair.and()
          ? holds(pair.left()) & holds(pair.right())
          : holds(pair.left()) | holds(pair.right());
    };
  }

  private String text(Node node) {
    return switch (node) {
      case Node.Leaf leaf -> "(" + conditions.get(leaf.condition()) + ")";
      case Node.Not not -> "not " + text(not.child());
      case Node.Pair pair -> "(" + text(pair.left()) + (pair.and() ? " and " : " or ") + text(pair.right()) + ")";
    };
  }

  private String what(List<Node> nodes) {
    StringBuilder what = new StringBuilder("seed " + seed + ", " + fields.values);
    nodes.forEach(node -> what.append('\n').append(text(node)));
    return what.toString();
  }

  private CheckedCondition checked(String condition) throws Exception {
    return ConditionChecker.check(Parser.parse(condition), fields.catalog());
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
