package org.eyas.engine.rules.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.report.LoadReportText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Texts that would take all memory or all time are rejected in one line that names the place. */
@Timeout(300) // without the limits, some of these do not end
class RuleLimitsTest {
  private static final String SIZE = " (eyas.rules.limits.condition_size allows more)";
  private static final String TOO_LARGE =
      "the condition has more than 50000 checks and constants with its macros, lists and exceptions" + SIZE;
  private static final String TOO_LONG = "the condition has more than 1600000 characters with its lists" + SIZE;

  private final SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();

  RuleLimitsTest() {
    sources.put("syscall", new FieldCatalog(SyscallFields.providers()));
  }

  private LoadReport.Result load(String text) {
    return RuleLoader.load(List.of(new RuleDocument("r.yaml", text)), new LoadContext(sources)).report().results().getFirst();
  }

  private void assertRefused(String text, String message, String item, int line) {
    LoadReport.Result result = load(text);
    assertEquals(1, result.errors().size(), () -> LoadReportText.verbose(result));
    Diagnostic error = result.errors().getFirst();
    assertEquals(message, error.message());
    Diagnostic.Location place =
        error.locations().stream().filter(location -> location.document().equals("r.yaml")).toList().getLast();
    assertEquals(item, (place.itemType() + " " + place.itemName()).strip());
    assertEquals(line, place.line());
    assertTrue(LoadReportText.verbose(result).length() < 2_000, "the report is not short");
  }

  private void assertLoads(String text) {
    LoadReport.Result result = load(text);
    assertTrue(result.successful(), () -> LoadReportText.verbose(result));
  }

  private static String rule(String condition) {
    return "- rule: R\n  desc: d\n  condition: " + condition + "\n  output: o\n  priority: NOTICE\n";
  }

  private static String repeated(int count, String separator, String each) {
    return IntStream.range(0, count).mapToObj(i -> each.replace("#", "" + i)).collect(Collectors.joining(separator));
  }

  private static String macros(int from, int to, int next) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "- macro: m%d\n  condition: (m%d and m%d)\n".formatted(i, i + next, i + next))
        .collect(Collectors.joining());
  }

  @Test
  void macrosThatDouble() {
    String text = "- macro: m0\n  condition: evt.type = open\n" + macros(1, 40, -1) + rule("m40");
    assertRefused(text, TOO_LARGE, "macro m15", 30);
  }

  @Test
  void macrosThatDoubleAndAreDefinedAgainFurtherDown() {
    String first = repeated(41, "", "- macro: m#\n  condition: evt.type = open\n");
    assertRefused(first + macros(0, 39, 1) + rule("m0"), TOO_LARGE, "macro m0", 82);
  }

  @Test
  void acceptsAMacroThatIsUsedOften() {
    String text = "- macro: m0\n  condition: evt.type = open\n" + macros(1, 13, -1) + rule("m13 and m12");
    assertLoads(text);
  }

  @Test
  void listsThatDouble() {
    String lists =
        IntStream.range(0, 40)
            .mapToObj(i -> "- list: l%d\n  items: [l%d, l%d]\n".formatted(i, i + 1, i + 1))
            .collect(Collectors.joining());
    String condition = rule("proc.name in (l0)");
    assertRefused(lists + "- list: l40\n  items: [a]\n" + condition, TOO_LONG, "rule condition", 84);
    assertRefused(lists + "- list: l40\n  items: []\n" + condition, TOO_LONG, "rule condition", 84);
    String odd = lists.replace("l0\n", "l 0\n") + "- list: l40\n  items: [a]\n";
    assertRefused(odd + rule("proc.name in (l 0)"), TOO_LONG, "rule condition", 84);
  }

  @Test
  void listsOfLists() {
    String text = "- list: a\n  items: [" + repeated(3_000, ", ", "item-#") + "]\n- list: b\n  items: ["
        + repeated(3_000, ", ", "a") + "]\n" + rule("proc.name in (b)");
    assertRefused(text, "the list has more than 1600000 characters with its lists" + SIZE, "list b", 2);
  }

  @Test
  void wideConditions() {
    assertRefused(rule(repeated(70_000, " or ", "proc.pid=#")), TOO_LARGE, "rule R", 0);
    assertRefused(
        rule(repeated(100_000, " or ", "proc.pid=#")), "the line has more than 1600000 characters" + SIZE, "value for", 2);
    assertRefused(rule(">\n" + repeated(100_000, "", "    proc.pid=# or\n")), TOO_LONG, "rule condition", 2);
    assertRefused(rule(repeated(30_000, " and ", "proc.pid!=#")), TOO_LARGE, "rule R", 0);
    assertLoads(rule(repeated(24_000, " and ", "proc.pid!=#")));
  }

  @Test
  void exceptionsOfThousandsOfTuples() {
    String values = "  exceptions:\n    - name: e\n      fields: [proc.name, fd.name]\n      values:\n";
    String tuples = repeated(20_000, "", "        - [p#, f#]\n");
    String message = "the exceptions of the rule have more than 10000 values (eyas.rules.limits.exception_values allows more)";
    assertRefused(rule("evt.type = open") + values + tuples, message, "exception e", 6);
    String half = rule("evt.type = open") + values + repeated(9_000, "", "        - [p#, f#]\n");
    String more = "- rule: R\n  exceptions:\n    - name: e\n      values:\n" + repeated(9_000, "", "        - [q#, f#]\n")
        + "  override: {exceptions: append}\n";
    assertRefused(half + more, message, "rule R", 9_009);
  }

  @Test
  void longNamesAndTexts() {
    String name = "x".repeat(1_001);
    String shown = "x".repeat(40) + "...";
    String message = "the name has more than 1000 characters (eyas.rules.limits.name_length allows more)";
    assertRefused(rule("evt.type = open").replace("rule: R", "rule: " + name), message, "rule " + shown, 0);
    assertRefused("- macro: " + name + "\n  condition: evt.type = open\n", message, "macro " + shown, 0);
    assertRefused("- list: " + name + "\n  items: [a]\n", message, "list " + shown, 0);
    assertRefused(rule("evt.type = open") + "  tags: [" + name + "]\n", message, "list item " + shown, 5);
    assertRefused(
        rule("evt.type = open").replace("output: o", "output: " + "o ".repeat(40_000)),
        "the output has more than 65536 characters (eyas.rules.limits.text_length allows more)", "rule R", 0);
    assertRefused(
        rule("evt.type = open").replace("rule: R", "rule: " + "x".repeat(5_000_000)),
        "the line has more than 1600000 characters" + SIZE, "value for", 0);
  }

  private LoadReport.Result loadSoon(String text) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime(); // other programs of the machine do not count
    LoadReport.Result result = load(text);
    long millis = (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
    assertTrue(millis < 3_000, () -> "it took " + millis + " ms of processor time");
    return result;
  }

  private void assertShortRefusal(String what, String text, String message) {
    LoadReport.Result result = loadSoon(text);
    assertEquals(1, result.errors().size(), () -> what + ": " + result.successful());
    String told = result.errors().getFirst().message();
    assertTrue(told.contains(message), () -> what + ": " + Reason.shortened(told));
    assertTrue(LoadReportText.verbose(result).length() < 3_000, () -> what + ": the report is not short");
  }

  private static String folded(String condition) {
    return rule(">\n    " + condition);
  }

  @Test
  void constantsOfAMillionCharactersAreRefusedAtOnceInAShortMessage() {
    int million = 1_000_000;
    String digits = "9".repeat(million);
    String tooLong = "...' has more than 65536 characters; shorten it";
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("number", "proc.pid=" + digits);
    conditions.put("number of an order", "proc.pid<" + digits);
    conditions.put("hexadecimal number", "proc.pid<0x" + digits);
    conditions.put("fraction", "proc.pid<" + digits + "." + digits.substring(500_000));
    conditions.put("number among others", "proc.pid in (1, " + digits + ")");
    conditions.put("port", "fd.sport=" + digits);
    conditions.put("time", "evt.rawtime=" + digits);
    conditions.put("text", "proc.name='" + "a b ".repeat(million / 4) + "'");
    conditions.put("address", "fd.sip=" + "1.".repeat(million / 2));
    conditions.put("address of IPv6", "fd.sip='" + "1:".repeat(million / 2) + "'");
    conditions.put("network", "fd.snet='10.0.0.0/" + digits + "'");
    conditions.put("regular expression", "proc.name regex '" + "a+".repeat(million / 2) + "'");
    conditions.put("glob", "proc.name glob '" + "*a".repeat(million / 2) + "'");
    conditions.put("path", "fd.name pmatch ('" + "/a".repeat(million / 2) + "')");
    conditions.put("bytes", "evt.buffer bcontains " + digits);
    conditions.put("argument", "proc.aname[" + digits + "]=a");
    conditions.put("field", "proc." + "a".repeat(million) + "=a");
    conditions.put("name of a macro", "a".repeat(million));
    conditions.put("argument of a transformer", "concat('a', " + digits + ")=a");
    conditions.forEach((what, condition) -> assertShortRefusal(what, folded(condition), tooLong));
  }

  @Test
  void valuesOfAMillionCharactersInOtherPlacesOfARuleAreRefusedAtOnce() {
    String digits = "9".repeat(1_000_000);
    String tooLong = "...' has more than 65536 characters; shorten it";
    String plain = rule("evt.type = open");
    String exception = plain + "  exceptions:\n    - name: e\n      fields: [proc.pid]\n      comps: [=]\n      values: [[1]]\n";
    Map<String, String> documents = new LinkedHashMap<>();
    documents.put("item of a list", "- list: l\n  items:\n    - " + digits + "\n");
    documents.put("value of an exception", exception.replace("[[1]]", "[[" + digits + "]]"));
    documents.put("operator of an exception", exception.replace("[=]", "[" + digits + "]"));
    documents.put("field of an exception", exception.replace("[proc.pid]", "[" + digits + "]"));
    documents.put("name", plain.replace("rule: R", "rule: " + digits));
    documents.put("priority", plain.replace("NOTICE", digits));
    documents.put("source", plain + "  source: " + digits + "\n");
    documents.put("switch", plain + "  enabled: " + digits + "\n");
    documents.put("key", plain + "  ? \"" + digits + "\"\n  : 1\n");
    documents.put("key of an item", "- ? \"" + digits + "\"\n  : 1\n");
    documents.put("override", "- rule: R\n  desc: d\n  override:\n    desc: \"" + digits + "\"\n");
    documents.put("version of the engine", "- required_engine_version: " + digits + "\n");
    documents.put("plugin", "- required_plugin_versions:\n  - name: " + digits + "\n    version: 1.0.0\n");
    documents.put("time", "- rule: T\n  desc: d\n  threshold:\n    condition: evt.type=open\n    count: 3\n    within: " + digits
        + "s\n  output: o\n  priority: NOTICE\n");
    documents.forEach((what, text) -> assertShortRefusal(what, text, tooLong));
  }

  @Test
  void acceptsNumbersOfThousandsOfDigitsAsFalcoDoes() {
    assertLoads(rule("proc.pid = " + "0".repeat(60_000) + "7 or proc.pid = -" + "9".repeat(60_000)));
    LoadReport.Result many = loadSoon(folded("proc.pid in (" + repeated(24, ", ", "9".repeat(60_000)) + ")"));
    assertTrue(many.successful());
  }

  @Test
  void aHundredThousandItemsTakeNoTimeThatGrowsWithTheSquareOfTheirNumber() {
    String rule = rule("proc.name in (l)");
    assertShortRefusal("items", "- list: l\n  items:\n" + repeated(100_000, "", "    - x#\n") + rule, "checks and constants");
    assertShortRefusal(
        "exceptions",
        rule("evt.type = open") + "  exceptions:\n"
            + repeated(40_000, "", "    - {name: e, fields: [proc.name], values: [[a]]}\n"),
        "exceptions of the rule have more than 10000");
    assertTrue(loadSoon(repeated(100_000, "", "- list: l#\n  items: [a]\n") + rule.replace("(l)", "(l7)")).successful());
    assertTrue(loadSoon(rule("evt.type = open") + repeated(100_000, "", "  k#: 1\n")).successful());
  }

  @Test
  void aLargeDocument() {
    String text = rule("evt.type = open") + "# comment\n".repeat(4_000_000);
    assertRefused(
        text, "the document has more than 32768 KB (eyas.rules.limits.file_kb allows more)", "rules content", 0);
  }

  @Test
  void allRulesTogether() {
    String wide = "- macro: wide\n  condition: (" + repeated(20_000, " or ", "proc.pid=#") + ")\n";
    String user = rule("evt.type = open and wide");
    String rules = IntStream.range(0, 260).mapToObj(i -> user.replace("rule: R", "rule: R" + i)).collect(Collectors.joining());
    assertRefused(
        wide + rules,
        "the rules up to this one have more than 10000000 checks and constants (eyas.rules.limits.total_size allows more)",
        "rule R249", 1247);
  }

  @Test
  void thousandsOfSmallMistakes() {
    LoadReport.Result result = load("- x: 1\n".repeat(50_000));
    assertEquals(10_000, result.warnings().size());
    assertEquals(10_000, result.schemaWarnings().size());
    assertFalse(result.successful() && result.warnings().isEmpty());
  }

  @Test
  void loadingEndsIfItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> load(rule("evt.type = open")));
    } finally {
      Thread.interrupted();
    }
  }
}
