package org.eyas.engine.rules.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.eyas.api.event.EventType;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.TypedConditionText;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.pushdown.RawConditionText;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.condition.SyntaxTreeText;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.json.write.CompactJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions with bytes as people see them. */
class DescribedBytesTest {
  private static LoadResult load(String rules) {
    SequencedMap<String, FieldCatalog> sources = new LinkedHashMap<>();
    sources.put("syscall", new FieldCatalog(SyscallFields.providers()));
    LoadResult result =
        RuleLoader.load(List.of(new RuleDocument("r.yaml", rules)), new LoadContext(sources, FalcoVersion.NEWEST));
    assertTrue(result.successful(), result.report().toString());
    return result;
  }

  private static LoadedRule rule(String condition) {
    return load("- rule: r\n  desc: d\n  condition: >-\n    " + condition + "\n  output: o\n  priority: INFO\n").rules()
        .getFirst();
  }

  /** As Falco's {@code escape_str}: it never writes {@code \x}; bytes of 80 and above alone need no quotes. */
  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "\"\\x41\"; A", "\"\\x0a\"; \"\\n\"", "\"\\x20\"; \" \"", "\"\\x22\"; \"\\\"\"", "\"\\x27\"; \"'\"", "\"\\x5c\"; \"\\\\\"",
      "\"\\x3d\"; \"=\"",
      "\"\\xc3\\xa9\"; é", "\"\\xff\"; \udcff", "\"a\\x01b\"; a\u0001b", "\"\\x08\\x0c\\x0d\\x09\"; \"\\b\\f\\r\\t\"",
      "\"\\x7f\"; \u007f"})
  void treesAreWrittenAsFalcoWritesThem(String written, String expected) throws Exception {
    assertEquals("a.b = " + expected, SyntaxTreeText.of(Parser.parse("a.b = " + written, FalcoVersion.NEWEST)));
  }

  @Test
  void aNulNeedsQuotes() throws Exception {
    assertEquals("a.b = \"x\0\"", SyntaxTreeText.of(Parser.parse("a.b = \"x\\x00\"", FalcoVersion.NEWEST)));
  }

  @Test
  void descriptionsShowTheReplacementCharacter() {
    LoadResult result =
        load("- macro: m\n  condition: fd.name contains \"\\xe2\\x82\"\n- rule: r\n  desc: d\n"
            + "  condition: evt.type = open and m and fd.name in (\"\\xff\", 'é') and proc.env[\"\\xfe\"] exists\n  output: o\n  priority: INFO\n");
    String json = CompactJson.of(new RuleDescriptionJson(result).all());
    assertTrue(json.contains("\"condition_compiled\":\"(evt.type = open and fd.name contains \ufffd and fd.name in (\ufffd, é) "),
        json);
    assertTrue(json.contains("\"condition\":\"fd.name contains \\\"\\\\xe2\\\\x82\\\"\""), json);
    assertTrue(json.contains("proc.env[\ufffd]"), json);
    assertTrue(json.chars().noneMatch(c -> c >= 0xdc80 && c <= 0xdcff), json);
  }

  @Test
  void eventsOfAConditionThatNeverHoldsAreNotListed() {
    String json = CompactJson.of(new RuleDescriptionJson(load("- rule: r\n  desc: d\n  condition: evt.num = 0\n  output: o\n"
        + "  priority: INFO\n")).all());
    assertTrue(json.contains("\"events\":[\"asyncevent\"]"), json);
  }

  @Test
  void explanationsShowEscapes() {
    LoadedRule rule =
        rule("evt.type = openat and fd.name startswith \"/é\\xff\" and tolower(fd.name) = concat(\"\\xfe\", fd.name) and "
            + "evt.buffer contains \"\\x00\"");
    assertEquals(
        "(evt.type = \"openat\" and fd.name startswith \"/é\\xff\" and tolower(fd.name) = val(concat(\"\\xfe\", fd.name)) and "
            + "evt.buffer contains \"\\x00\")",
        TypedConditionText.of(rule.condition().expr()));
  }

  @Test
  void pushdownsShowEscapes() {
    SequencedMap<String, CheckedCondition> rules = new LinkedHashMap<>();
    rules.put("r", rule("evt.type = mkdirat and evt.arg.path pmatch (\"//p\\xff//q\\xc3/\")").condition());
    EventType type = EventSchema.current().type("SYSCALL_MKDIRAT_X");
    assertEquals(
        "path = \"/p\\xff/q\\xc3\" or path startswith \"/p\\xff/q\\xc3/\"",
        RawConditionText.of(RulePushdown.of(rules).condition(type.code()), type));
  }

  @Test
  void statefulRulesWithOtherBytesHaveOtherIdentities() {
    assertNotEquals(threshold("\\xff"), threshold("\\xfe"));
    assertEquals(threshold("\\xc3\\xa9"), threshold("é"));
    assertTrue(threshold("\\xff").contains("fd.name = \\xff"), threshold("\\xff"));
  }

  private static String threshold(String constant) {
    LoadResult result =
        load("- rule: r\n  desc: d\n  threshold:\n    condition: evt.type = open and fd.name = \"" + constant
            + "\"\n    by: [proc.name]\n    count: 3\n    within: 5m\n  output: o\n  priority: INFO\n");
    return Objects.requireNonNull(result.rules().getFirst().statefulCondition()).identity();
  }
}
