package org.eyas.engine.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.rules.report.LoadReportJson;
import org.eyas.engine.rules.report.LoadReportText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule probably means that loads as in Falco; and hints of errors. */
class LikelyMistakesTest {
  private static final String LISTS = "- list: shell_bins\n  items: [sh, my_tool]\n- list: shells\n  items: [sh]\n";

  private static LoadResult load(String... documents) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("syscall", new FieldCatalog(SyscallFields.providers()));
    List<RuleDocument> all = new ArrayList<>();
    for (String document : documents) {
      all.add(new RuleDocument((char) ('a' + all.size()) + ".yaml", document));
    }
    return RuleLoader.validate(all, new LoadContext(catalogs));
  }

  private static String rule(String name, String condition) {
    return "- rule: " + name + "\n  desc: d\n  condition: " + condition + "\n  output: o\n  priority: INFO\n";
  }

  /** The lines about one document, without its name and line. */
  private static List<String> lines(String... documents) {
    return LikelyMistakes.of(load(documents), Set.of("a.yaml")).stream().map(LintReport::line)
        .map(line -> line.replaceFirst("^a.yaml:\\d+: rule 'r': ", "")).toList();
  }

  private static List<String> inCondition(String condition) {
    return lines(LISTS + rule("r", "evt.type = open and " + condition));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "proc.name in (shell_binz)", "proc.name in (bash, shell_binz)", "proc.name = shell_binz", "proc.name in (shell_bnis)",
          "not proc.name in (shell_binz)", "proc.pname pmatch (shell_binz)"
      })
  void aConstantThatIsNearlyTheNameOfAListIsNamed(String condition) {
    String written = condition.contains("bnis") ? "shell_bnis" : "shell_binz";
    assertEquals(
        List.of(
            "'" + written + "' is not a list, so it is compared as text; did you mean the list 'shell_bins'? (LINT_NEAR_LIST)"),
        inCondition(condition));
  }

  @Test
  void aWordWithoutUnderscoreIsNotTakenForAList() {
    assertEquals(List.of(), inCondition("proc.name in (shelss, bash)"));
    assertEquals(List.of(), inCondition("proc.name = shelss"));
  }

  @ParameterizedTest
  @CsvSource({
      "fd.name = /etc/*, fd.name glob /etc/*",
      "'fd.name in (/a, /etc/*.conf)', fd.name glob /etc/*.conf",
      "fd.name != /etc/*, not fd.name glob /etc/*",
      "proc.name = python*, proc.name glob python*", "proc.name in (python*), proc.name glob python*",
      "fd.name startswith /etc/*, fd.name startswith /etc/",
      "fd.name endswith *.so, fd.name endswith .so",
      "tolower(fd.name) = /etc/*, tolower(fd.name) glob /etc/*"
  })
  void anAsteriskThatIsComparedAsTextIsNamed(String condition, String meant) {
    List<String> lines = inCondition(condition);
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.getFirst().endsWith(" stands for itself; did you mean '" + meant + "'? (LINT_GLOB_AS_TEXT)"),
        lines::toString);
  }

  @ParameterizedTest
  @CsvSource({
      "evt.arg.flgs contains O_RDWR, flgs, evt.arg.flags", "evt.arg[flgs] contains O_RDWR, flgs, evt.arg.flags",
      "evt.arg.nmae = /a, nmae, evt.arg.name"
  })
  void anArgumentThatNoEventHasIsNamed(String condition, String argument, String meant) {
    List<String> lines = inCondition(condition);
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.getFirst().startsWith("no event has an argument '" + argument + "', so evt.arg"), lines::toString);
    assertTrue(lines.getFirst().endsWith("; did you mean " + meant + "? (LINT_UNKNOWN_ARGUMENT)"), lines::toString);
  }

  @Test
  void anArgumentOfTheOutputThatNoEventHasIsNamed() {
    String output = rule("r", "evt.type = open").replace("output: o", "output: \"%evt.arg.flgs %evt.arg[1] %evt.arg.flags\"");
    assertEquals(
        List.of(
            "no event has an argument 'flgs', so evt.arg.flgs has no value; did you mean evt.arg.flags? (LINT_UNKNOWN_ARGUMENT)"),
        lines(output));
  }

  @Test
  void whatIsDefinedTwiceInOneFileIsNamedWithBothLines() {
    String text =
        rule("same", "evt.type = open") + rule("other", "evt.type = open") + rule("same", "evt.type = openat")
            + "- macro: m\n  condition: evt.type = open\n- macro: m\n  condition: evt.type = open\n"
            + "- list: l\n  items: [a]\n- list: l\n  items: [b]\n";
    List<String> lines = LikelyMistakes.of(load(text), Set.of("a.yaml")).stream().map(LintReport::line).toList();
    assertEquals(3, lines.size(), lines::toString);
    assertEquals(
        "a.yaml:11: rule 'same': this replaces the rule of the same name in line 1, which has no effect; rename one, or change the"
            + " first with 'override' (LINT_REDEFINED)",
        lines.getFirst());
    assertTrue(lines.get(1).startsWith("a.yaml:18: macro 'm': "), lines::toString);
    assertTrue(lines.get(2).startsWith("a.yaml:22: list 'l': "), lines::toString);
  }

  @Test
  void anotherFileMayDefineARuleAgainAndAnItemMayChangeOne() {
    String first = rule("same", "evt.type = open");
    String change = "- rule: same\n  condition: and proc.name = x\n  override: {condition: append}\n";
    assertEquals(List.of(), LikelyMistakes.of(load(first + change, first), Set.of("a.yaml", "b.yaml")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "proc.name in (shell_bins)", "proc.name in (my_tool, shells)", "proc.name in (shell)", "proc.name = shell_builder",
          "proc.name in (a, b*)",
          "fd.name glob /etc/*", "fd.name pmatch (/etc/*)", "fd.name contains *", "proc.cmdline = \"rm -rf /*\"", "proc.name = *",
          "fd.name startswith /a*b", "evt.arg[0] = x", "evt.arg.flags contains O_RDWR", "evt.rawarg.flags = 1", "proc.name = x"
      })
  void nothingElseIsTakenForAMistake(String condition) {
    assertEquals(List.of(), inCondition(condition));
  }

  @Test
  void aMistakeInAMacroIsReportedOnce() {
    String macro = "- macro: m\n  condition: fd.name = /etc/*\n";
    assertEquals(1, lines(macro + rule("r", "evt.type = open and m") + rule("s", "evt.type = openat and m")).size());
  }

  @Test
  void onlyTheNamedFilesAreJudged() {
    assertEquals(List.of(), lines(rule("r", "evt.type = open"), rule("s", "evt.type = open and fd.name = /etc/*")));
  }

  @Test
  void theSearchEndsWhenItsThreadIsInterrupted() {
    LoadResult loaded = load(LISTS + rule("r", "evt.type = open and proc.name in (shell_binz)"));
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> LikelyMistakes.of(loaded, Set.of("a.yaml")));
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void theReportOfFalcosFormIsTheSameWithMistakes() {
    LoadReport report = load(LISTS + rule("r", "evt.type = open and fd.name = /etc/*")).report();
    LoadReport.Result result = report.results().getFirst();
    assertTrue(LoadReportText.verbose(result).endsWith("a.yaml: Ok") || !result.warnings().isEmpty());
    Map<String, Object> json = LoadReportJson.results(report).getFirst();
    assertEquals(Set.of("name", "successful", "errors", "warnings", "schema_valid", "schema_warnings"), json.keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "evt.type = exceve | INFO | did you mean 'execve'?",
          "evt.type in (open, exceve) | INFO | did you mean 'execve'?",
          "evt.type = open | WARN | did you mean 'WARNING'?",
          "evt.type = open | crit | did you mean 'CRITICAL'?",
          "evt.type = open | WARNNIG | did you mean 'WARNING'?",
          "evt.type = open | high | priorities are EMERGENCY, ALERT, CRITICAL, ERROR, WARNING, NOTICE, INFORMATIONAL, DEBUG",
          "evt.type === open | INFO | write '=' instead of '==='",
          "evt.type = open && proc.name = x | INFO | write 'and' instead of '&&'",
          "evt.type = open ## proc.name = x | INFO | write 'or' instead of '##'",
          "evt.type = open and fd.num =< 3 | INFO | write '<=' instead of '=<'",
          "evt.type = open and proc.name =~ x | INFO | write 'regex' instead of '=~'",
      })
  void anErrorHasAHint(String condition, String priority, String hint) {
    LoadReport.Result result =
        load(rule("r", "'" + condition.replace('#', '|') + "'").replace("INFO", priority)).report().results().getFirst();
    assertEquals(1, result.errors().size());
    assertEquals(hint.replace('#', '|'), result.errors().getFirst().hint(), result.errors()::toString);
  }
}
