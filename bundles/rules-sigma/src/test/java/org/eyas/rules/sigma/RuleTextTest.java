package org.eyas.rules.sigma;

import static org.eyas.rules.sigma.SigmaBench.convert;
import static org.eyas.rules.sigma.SigmaBench.load;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.ParkedRule;
import org.eyas.engine.rules.RuleLoader;
import org.junit.jupiter.api.Test;

/** What a rule says about itself, and where the engine finds it. */
class RuleTextTest {
  private static final String FILE = """
      title: Download by "curl" 100%
      id: 11111111-2222-3333-4444-555555555555
      status: test
      description: |
        First line.
        Second line.
      references: [https://example.com/a, https://example.com/b]
      author: Somebody (100%), Somebody Else
      falsepositives: [Administrators]
      tags: [attack.command-and-control, attack.t1105, attack.t1059.004, attack.g0016, cve.2021-1, detection.threat-hunting]
      logsource: {product: linux, category: process_creation}
      detection:
        a: {Image|endswith: /curl}
        condition: a
      level: high
      ---
      title: Unknown
      logsource: {product: linux, category: process_creation}
      detection:
        a: {Signed: true}
        condition: a
      level: low
      ---
      title: Download by "curl" 100%
      logsource: {product: linux, category: process_creation}
      detection:
        a: {Image|endswith: /wget}
        condition: a
      """;

  @Test
  void levelTagsAndDetailsAreKept() {
    LoadedRule rule = load(convert(FILE).documents()).rules().getFirst();
    assertEquals("Sigma: Download by \"curl\" 100%", rule.name());
    assertEquals("Error", rule.alert().priority().label());
    assertEquals(
        List.of("G0016", "T1059.004", "T1105", "cve.2021-1", "detection.threat-hunting", "mitre_command_and_control", "process",
            "sigma"),
        List.copyOf(rule.alert().tags()));
    assertEquals(
        List.of(
            "First line.", "Second line.", "False positives: Administrators",
            "References: https://example.com/a; https://example.com/b", "Author: Somebody (100%), Somebody Else",
            "Sigma rule: 11111111-2222-3333-4444-555555555555, test"),
        rule.written().description().lines().toList());
    assertTrue(rule.written().output().startsWith("Download by \"curl\" 100 | user=%user.name"), rule.written().output());
  }

  @Test
  void alertsNameTheAuthorsOfTheRule() {
    List<LoadedRule> rules = load(convert(FILE).documents()).rules();
    String output = rules.getFirst().written().output();
    assertTrue(output.endsWith(" author=Somebody (100), Somebody Else"), output);
    assertFalse(rules.getLast().written().output().contains("author="), rules.getLast().written().output());
  }

  @Test
  void eachRuleIsOnItsLineOfTheSigmaFile() {
    LoadResult loaded = load(convert(FILE).documents());
    assertEquals(List.of(0, 23), loaded.rules().stream().map(rule -> rule.written().place().line()).toList());
    assertEquals("1.yml", loaded.rules().getFirst().written().place().document());
  }

  @Test
  void aRuleWithoutCounterpartIsParkedWithItsPlace() {
    LoadResult loaded = load(convert(FILE).documents());
    ParkedRule parked = loaded.parked().getFirst();
    assertEquals("Sigma: Unknown", parked.name());
    assertEquals("the field 'Signed' has no counterpart for product linux, category process_creation", parked.reason());
    assertEquals("Notice", parked.priority().label());
    assertEquals(16, parked.place().line());
    Diagnostic warning = loaded.report().results().getFirst().warnings().getFirst();
    assertEquals("Rule 'Sigma: Unknown' is parked: " + parked.reason(), warning.message());
    assertEquals(16, warning.locations().getLast().line());
    assertEquals("1.yml", warning.locations().getLast().document());
  }

  @Test
  void rulesWithOneTitleHaveDifferentNames() {
    LoadResult loaded = load(convert(FILE, FILE).documents());
    assertEquals(
        List.of(
            "Sigma: Download by \"curl\" 100%", "Sigma: Download by \"curl\" 100% 2",
            "Sigma: Download by \"curl\" 100% (11111111)",
            "Sigma: Download by \"curl\" 100% 3"),
        loaded.rules().stream().map(LoadedRule::name).toList());
    assertEquals(List.of("Sigma: Unknown", "Sigma: Unknown 2"), loaded.parked().stream().map(ParkedRule::name).toList());
  }

  @Test
  void aRuleFileAddsExceptions() {
    List<RuleDocument> documents =
        new java.util.ArrayList<>(convert(SigmaBench.sigma("process_creation", "a: {User: x}\ncondition: a\n")).documents());
    documents.add(new RuleDocument("own.yaml", """
        - rule: "Sigma: Rule"
          exceptions:
            - {name: backup, fields: proc.pname, values: [backup.sh]}
          override: {exceptions: append}
        """));
    Map<String, Object> event = Map.of("evt.type", "execve", "evt.res", "SUCCESS", "user.name", "x", "proc.pname", "sh");
    Map<String, Object> normal = Map.of("evt.type", "execve", "evt.res", "SUCCESS", "user.name", "x", "proc.pname", "backup.sh");
    SigmaBench.assertFires(documents, Map.of(event, List.of("Sigma: Rule"), normal, List.of()));
  }

  @Test
  void aFieldThatDoesNotExistOnlyCostsItsRule() {
    RuleDocument document = convert(FILE.replace("Signed: true", "ContainerId: x")).documents().getFirst();
    LoadResult loaded = RuleLoader.load(List.of(document), SigmaBench.context());
    assertEquals(2, loaded.rules().size());
    assertEquals(List.of("Sigma: Unknown"), loaded.parked().stream().map(ParkedRule::name).toList());
    Diagnostic warning = loaded.report().results().getFirst().warnings().getFirst();
    assertEquals("LOAD_WARNING_EXTENSION", warning.code());
    assertTrue(warning.message().contains("container.id"), warning.message());
  }

  @Test
  void aFileThatIsNotYamlIsParkedAndTheRulesBeforeItStay() {
    LoadResult loaded = load(convert(FILE + "---\na: [\n", "x").documents());
    assertEquals(2, loaded.rules().size());
    List<String> names = loaded.parked().stream().map(ParkedRule::name).toList();
    assertEquals(List.of("Sigma: Unknown", "Sigma: 1.yml", "Sigma: 2.yml"), names);
    String reason = loaded.parked().get(1).reason();
    assertTrue(reason.startsWith("the file is not valid YAML: "), reason);
    assertEquals("the document does not consist of keys and values", loaded.parked().get(2).reason());
  }

  @Test
  void documentsThatAreNotRulesAreParked() {
    assertEquals("it has no 'logsource'", SigmaBench.parked("title: a"));
    assertEquals("it has no 'detection'", SigmaBench.parked("logsource: {category: process_creation}"));
    assertEquals(
        "it is a Sigma filter, which Eyas does not have; write an exception for the rules",
        SigmaBench.parked("title: a\nlogsource: {}\nfilter: {rules: [b]}\n"));
    assertEquals(
        "the detection is nested more than 20 levels deep",
        SigmaBench.parked("logsource: {category: process_creation}\ndetection: {a: &a [*a, {b: c}], condition: a}\n"));
  }

  @Test
  void aMistakeInASearchIdentifierNamesIt() {
    assertEquals("search identifier 'sel' is empty, or contains an empty map or list", parkedDetection("sel: {}"));
    assertEquals("search identifier 'sel' is empty, or contains an empty map or list", parkedDetection("sel: [{}]"));
    assertEquals("search identifier 'sel' has no values", parkedDetection("sel: []"));
    assertEquals("'User' has no values", parkedDetection("sel: {User: []}"));
    assertEquals("a key of search identifier 'sel' is not a text", parkedDetection("sel: {[User]: x}"));
    assertEquals(
        "a value of 'User' is a list or a map; it must be a single text or number", parkedDetection("sel: {User: {a: b}}"));
  }

  private static String parkedDetection(String identifier) {
    return SigmaBench.parked("logsource: {category: process_creation}\ndetection: {" + identifier + ", condition: sel}\n");
  }

  @Test
  void aliasesOfYamlCannotMultiplyWithoutEnd() {
    StringBuilder text =
        new StringBuilder("logsource: {category: process_creation}\ndetection:\n  a0: &a0 [{User: x}, {User: y}]\n");
    for (int i = 1; i < 20; i++) {
      String inner = "*a" + (i - 1);
      text.append("  a").append(i).append(": &a").append(i).append(" [").append(inner).append(", ").append(inner).append("]\n");
    }
    assertEquals("the detection has more than 100000 values", SigmaBench.parked(text + "  condition: a19\n"));
  }

  @Test
  void charactersOfAllKindsSurvive() {
    String text = "\u0001\u007f\u0085\u2028\ufeff\uD83D\uDE00 \"'\\x";
    Map<String, Object> event = Map.of("evt.type", "execve", "evt.res", "SUCCESS", "proc.exeline", text);
    StringBuilder quoted = new StringBuilder();
    text.chars().forEach(c -> quoted.append(String.format("\\u%04x", c)));
    String rule = SigmaBench.sigma("process_creation", "a:\n  CommandLine|contains|cased: \"" + quoted + "\"\ncondition: a\n");
    SigmaBench.assertFires(convert(rule).documents(), Map.of(event, List.of("Sigma: Rule")));
  }

  @Test
  void whatTheEngineRefusesIsParkedWithItsReasonAndTheOtherRulesRun() {
    assertRefused("Image|re: '*foo'");
    assertRefused("Image|re: '(foo'");
    assertRefused("Image|re: 'a{2000}'");
    assertRefused("Image|re: '\\e'");
    assertRefused("DestinationIp: 300.1.1.1");
    assertRefused("DestinationIp: ::ffff:10.0.0.1");
    assertRefused("DestinationIp|cidr: 10.0.0.0/99");
    assertRefused("DestinationIp|cidr: '::/0'");
    assertRefused("User: [" + "a, ".repeat(50_001) + "a]");
    String good = SigmaBench.sigma("network_connection", "a: {User: x}\ncondition: a\n");
    assertOnlyGood(good.replace("title: Rule", "title: " + "x".repeat(1_001)));
    assertOnlyGood(good.replace("title: Rule", "title: Rule\ndescription: " + "x ".repeat(33_000)));
  }

  @Test
  void valuesOfAMillionCharactersAreRefusedInAShortMessage() {
    String digits = "9".repeat(1_000_000);
    for (String check : List.of(
        "DestinationPort: " + digits, "User: " + digits, "DestinationIp|cidr: 10.0.0.0/" + digits, "Image|re: '" + digits + "'",
        "? '" + digits + "'\n  : 1")) {
      String reason = refused(check);
      assertTrue(reason.contains("has more than 65536 characters; shorten it"), reason);
      assertTrue(reason.length() < 300, reason);
    }
    String shorter = refused("DestinationPort|gte: x" + digits.substring(0, 60_000));
    assertTrue(shorter.contains("needs a whole number, not 'x999") && shorter.length() < 300, shorter);
  }

  private static String refused(String check) {
    String rule = SigmaBench.sigma("network_connection", "a:\n  " + check + "\ncondition: a\n");
    return load(convert(rule).documents()).parked().getFirst().reason();
  }

  private static void assertRefused(String check) {
    assertOnlyGood(SigmaBench.sigma("network_connection", "a:\n  " + check + "\ncondition: a\n"));
  }

  private static void assertOnlyGood(String refused) {
    String good = SigmaBench.sigma("process_creation", "a: {User: x}\ncondition: a\n").replace("title: Rule", "title: Good");
    LoadResult loaded = load(convert(refused + "---\n" + good, good).documents());
    assertEquals(List.of("Sigma: Good", "Sigma: Good 2"), loaded.rules().stream().map(LoadedRule::name).toList(), refused);
    assertEquals(1, loaded.parked().size());
    assertTrue(!loaded.parked().getFirst().reason().isEmpty(), refused);
  }
}
