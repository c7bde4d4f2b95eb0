package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.engine.check.Checked;
import org.eyas.engine.check.Checker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.NaiveEvaluator;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.Values;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

/** Rules that are compiled together must match exactly the events that each of them matches on its own. */
class RandomConditionsTest {
  private static final List<String> TYPES =
      List.of(
          "SYSCALL_OPENAT_2_X", "SYSCALL_OPEN_X", "SYSCALL_CLOSE_X", "SYSCALL_EXECVE_19_X", "GENERIC_X",
          "PROCEXIT_1_E", "ASYNCEVENT_E");
  private static final String[] WORDS = {"", "a", "b", "ab", "abc", "/a", "/a/b", "cat", "nginx", "5"};
  private static final String[] PIECES = {"/etc", "/var", "/pass", "/etc/pass", "word", "Key", "key", ".conf", "bash", "ba", "*"};
  private static final String[] NAMES = {"open", "openat", "close", "execve", "sethostname", "procexit", "dup"};

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final FieldCatalog catalog = fields.catalog();
  private boolean longWords;
  private int indexed;
  private final List<String> macros = new ArrayList<>();

  @Test
  void rulesCompiledTogetherMatchTheSameEventsAsEachAlone() throws Exception {
    System.out.println("RandomConditionsTest seed " + seed);
    int hits = 0;
    for (int round = 0; round < 150; round++) {
      hits += round(round, 25);
    }
    assertTrue(hits > 1000, "rules match now and then: " + hits);
  }

  @Test
  void manyRulesThatAreFoundByConstantsMatchTheSameEventsAsEachAlone() throws Exception {
    System.out.println("RandomConditionsTest seed " + seed);
    longWords = true;
    int hits = 0;
    for (int round = 0; round < 10; round++) {
      hits += round(round, 200);
    }
    assertTrue(hits > 1000, "rules match now and then: " + hits);
    assertTrue(indexed > 0, "some plan looks for constants");
  }

  private int round(int round, int count) throws Exception {
    macros.clear();
    for (int i = 0; i < 6; i++) {
      macros.add("(" + condition(2) + ")");
    }
    List<String> texts = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    List<RuleIndex.Rule> rules = new ArrayList<>();
    for (int key = 0; key < count; key++) {
      texts.add(rule());
      checked.add(Checker.check(Parser.parse(texts.get(key)), catalog));
      rules.add(RuleIndex.Rule.ofSyscalls(key, checked.get(key)));
    }
    RuleIndex index = round % 3 == 0 ? RuleIndex.of(rules, GeneratedMatchers::of) : RuleIndex.of(rules);
    int code = EventSchema.current().type(TYPES.getFirst()).code();
    indexed += RuleIndex.explain(rules, code).contains("by constants") ? 1 : 0;
    return compare(index, texts, checked);
  }

  private int compare(RuleIndex index, List<String> texts, List<Checked> checked) {
    NaiveEvaluator naive = new NaiveEvaluator(fields);
    Frame frame = index.newFrame(new StubEvent(EventSchema.current().type(TYPES.getFirst())));
    Hits hits = new Hits();
    Hits each = new Hits();
    int total = 0;
    for (int i = 0; i < 60; i++) {
      StubEvent event = event();
      frame.begin(event);
      hits.clear();
      each.clear();
      index.rules(event.type().code()).match(frame, hits);
      index.rules(event.type().code()).matchEach(frame, each, (key, failure) -> { throw failure; });
      for (int key = 0; key < checked.size(); key++) {
        // A rule is not tested for events that its checks of the type exclude: see EventCodes for generic events.
        int code = event.type().code();
        boolean tested = checked.get(key).eventCodes().get(code) || event.type().id().equals("ASYNCEVENT_E");
        boolean expected = tested && naive.holds(checked.get(key).expr());
        String what = texts.get(key) + " for " + event.type() + " " + fields.values + ", seed " + seed;
        assertEquals(expected, contains(hits, key), what);
        assertEquals(expected, contains(each, key), what);
      }
      total += hits.size();
    }
    return total;
  }

  private static boolean contains(Hits hits, int key) {
    for (int i = 0; i < hits.size(); i++) {
      if (hits.key(i) == key) {
        return true;
      }
    }
    return false;
  }

  private StubEvent event() {
    EventType type = EventSchema.current().type(pick(TYPES.toArray(String[]::new)));
    fields.values.clear();
    boolean named = !type.id().equals("GENERIC_X") && !type.id().equals("ASYNCEVENT_E");
    String name = named ? type.name() : pick("sethostname", "container");
    fields.values.put("evt.type", Text.of(name));
    if (type.classes().contains("syscall")) {
      fields.values.put("syscall.type", Text.of(name));
    }
    boolean opens = type.name().startsWith("open");
    fields.values.put("evt.is_open_read", opens && random.nextBoolean() ? 1L : 0L);
    fields.values.put("evt.is_open_write", opens && random.nextBoolean() ? 1L : 0L);
    for (String field : List.of("t.text", "t.other", "t.int", "t.uint64", "t.anytext", "t.listtext", "t.listint")) {
      if (random.nextInt(5) > 0) {
        Values.put(fields, field, value(field));
      }
    }
    return new StubEvent(type);
  }

  private String value(String field) {
    if (field.endsWith("int") || field.endsWith("64")) {
      return field.startsWith("t.list") ? number() + "," + number() : number();
    }
    return field.startsWith("t.any") || field.startsWith("t.list") ? word() + "," + word() : word();
  }

  private String rule() {
    StringBuilder rule = new StringBuilder(condition(1));
    for (int i = random.nextInt(5); i > 0; i--) {
      String part = random.nextInt(3) == 0 ? condition(3) : pick(macros.toArray(String[]::new));
      rule.append(random.nextInt(8) == 0 ? " or " : " and ").append(random.nextInt(4) == 0 ? "not " : "").append(part);
    }
    return rule.toString();
  }

  private String condition(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return check();
    }
    String joined = condition(depth - 1) + pick(" and ", " or ") + condition(depth - 1);
    return pick("", "", "not ") + "(" + joined + ")";
  }

  private String check() {
    return switch (random.nextInt(16)) {
      case 0 -> "evt.type = " + pick(NAMES);
      case 1, 2 -> "evt.type in (" + pick(NAMES) + ", " + pick(NAMES) + ")";
      case 3 -> pick("syscall.type != " + pick(NAMES), "syscall.type exists", "not evt.type = " + pick(NAMES));
      case 4 -> pick("evt.is_open_read", "evt.is_open_write") + pick(" = ", " != ") + pick("true", "false");
      case 5, 6 -> "t.text = " + quotedWord();
      case 7 -> "t.text in (" + quotedWord() + ", " + quotedWord() + ", " + quotedWord() + ")";
      case 8 -> pick("t.text ", "t.other ", "t.anytext ")
          + pick("startswith ", "endswith ", "contains ", "icontains ", "!= ", "glob ")
          + quotedWord();
      case 9 -> "t.other " + pick("startswith ", "contains ", "= ", "!= ") + pick("anyof", "allof", "oneof")
          + " (" + quotedWord() + ", " + quotedWord() + ")";
      case 10 -> pick("t.int", "t.uint64") + pick(" = ", " != ", " < ", " <= ", " > ", " >= ") + number();
      case 11 -> pick("t.int", "t.listint") + pick(" in (", " intersects (") + number() + ", " + number() + ")";
      case 12 -> "t.listtext" + pick(" in (", " intersects (") + quotedWord() + ", " + quotedWord() + ")";
      case 13 -> pick("t.text", "t.other") + " pmatch (/a, cat, " + pick("b", "/etc", "/etc/pass", "bash") + ")";
      case 14 -> pick("tolower(t.text) = ab", "len(t.text) > 2", "len(t.listtext) = 2", "t.text = val(t.other)");
      default -> pick("t.text", "t.int", "t.anytext", "t.listtext") + " exists";
    };
  }

  private String quotedWord() {
    return "'" + word() + "'";
  }

  private String word() {
    if (!longWords || random.nextInt(4) == 0) {
      return pick(WORDS);
    }
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 12 : 3); i >= 0; i--) {
      word.append(pick(PIECES));
    }
    return word.toString();
  }

  private String number() {
    return String.valueOf(random.nextInt(5) - 1);
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
