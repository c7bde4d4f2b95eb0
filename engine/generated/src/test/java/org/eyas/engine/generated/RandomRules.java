package org.eyas.engine.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.Values;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.text.RawByteText;
import org.eyas.testkit.QuotedBytes;

/** Random rules over fake fields, and random events with values for these fields. */
final class RandomRules {
  static final List<String> TYPES =
      List.of(
          "SYSCALL_OPENAT_2_X", "SYSCALL_OPEN_X", "SYSCALL_CLOSE_X", "SYSCALL_EXECVE_19_X", "GENERIC_X",
          "PROCEXIT_1_E", "ASYNCEVENT_E");
  private static final String[] WORDS = {"", "a", "b", "ab", "abc", "/a", "/a/b", "cat", "nginx", "5"};
  private static final String[] PIECES = {"/etc", "/var", "/pass", "/etc/pass", "word", "Key", "key", ".conf", "bash", "ba", "*"};
  /** A lone surrogate stands for a byte that is not valid UTF-8. */
  private static final String[] BYTES =
      {"\udcff", "\udcfe", "a\udcff", "\udce2\udc82", "\u00e9", "\udcc3", "\udca9", "\ufffd", "\n", "\u007f", "\"", "'", "\\",
          "A", "a", "/", "\ud83d\ude00"};
  private static final String[] NAMES = {"open", "openat", "close", "execve", "sethostname", "procexit", "dup"};

  private final Random random;
  private final FakeFields fields;
  private boolean longWords;
  private boolean bytes;
  private final List<String> macros = new ArrayList<>();

  RandomRules(Random random, FakeFields fields) {
    this.random = random;
    this.fields = fields;
  }

  /** Uses texts that are long enough to be searched for in one pass. */
  void useLongWords() {
    longWords = true;
  }

  /** Uses texts with bytes that are not valid UTF-8, control characters and quotes. */
  void useBytes() {
    bytes = true;
  }

  /** Replaces the conditions that the following rules share. */
  void newMacros() {
    macros.clear();
    for (int i = 0; i < 6; i++) {
      macros.add("(" + condition(2) + ")");
    }
  }

  /** Sets the values of all fields and returns an event. */
  StubEvent event() {
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

  String rule() {
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
      case 14 -> pick("tolower(t.text) = " + quotedWord(), "len(t.text) > 2", "len(t.listtext) = 2", "t.text = val(t.other)");
      default -> pick("t.text", "t.int", "t.anytext", "t.listtext") + " exists";
    };
  }

  private String quotedWord() {
    return bytes ? QuotedBytes.of(RawByteText.bytes(word())) : "'" + word() + "'";
  }

  private String word() {
    if (bytes && random.nextInt(4) > 0) {
      return pick(BYTES) + pick("", "", pick(BYTES));
    }
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
