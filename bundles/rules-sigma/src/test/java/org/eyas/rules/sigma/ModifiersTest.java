package org.eyas.rules.sigma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.rules.sigma.convert.RuleConverter;
import org.eyas.rules.sigma.convert.SigmaFile;
import org.eyas.rules.sigma.convert.SigmaRuleFilter;
import org.eyas.rules.sigma.mapping.SigmaMapping;
import org.junit.jupiter.api.Test;

/** Each modifier, on events that match and on events that nearly do. */
class ModifiersTest {
  private static final String COMMAND = "proc.exeline";

  /** Which of these command lines a selection of one key matches. */
  private static void assertMatches(String selection, List<String> hits, List<String> misses) {
    Map<Map<String, Object>, List<String>> expected = new LinkedHashMap<>();
    hits.forEach(text -> expected.put(started(Map.of(COMMAND, text)), List.of("Sigma: Rule")));
    misses.forEach(text -> expected.put(started(Map.of(COMMAND, text)), List.of()));
    assertEvents(selection, expected);
  }

  private static void assertEvents(String selection, Map<Map<String, Object>, List<String>> expected) {
    String detection = "selection:\n" + selection.indent(2) + "condition: selection\n";
    SigmaBench.assertFires(
        SigmaBench.convert(SigmaBench.sigma("process_creation", detection)).documents(), expected);
  }

  private static Map<String, Object> started(Map<String, Object> fields) {
    Map<String, Object> event = new HashMap<>(fields);
    event.put("evt.type", "execve");
    event.put("evt.res", "SUCCESS");
    return event;
  }

  @Test
  void aValueIsTheWholeFieldInAnyCase() {
    assertMatches("CommandLine: Id -u", List.of("id -u", "ID -U"), List.of("id -u x", "xid -u", "id"));
  }

  @Test
  void wildcardsStandForAnyTextAndForOneCharacter() {
    assertMatches("CommandLine: 'cat /home/*/.s?h'", List.of("cat /home/a/.ssh", "cat /home//.sxh"), List.of("cat /home/.ssh"));
  }

  @Test
  void anEscapedWildcardIsACharacter() {
    assertMatches("CommandLine: 'rm \\* \\\\*'", List.of("rm * \\x", "rm * \\"), List.of("rm a \\x", "rm * x"));
  }

  @Test
  void aTextThatEndsWithABackslashIsFound() {
    assertMatches("CommandLine|endswith: 'a b\\'", List.of("x a b\\", "A B\\"), List.of("a b", "a b\\ x"));
    assertMatches("CommandLine|contains: 'ab\\'", List.of("xab\\y"), List.of("xaby"));
  }

  @Test
  void containsStartswithAndEndswithPlaceAValue() {
    assertMatches("CommandLine|contains: [' -I', curl]", List.of("x -iy", "/CURL"), List.of("x-i", "cur l"));
    assertMatches("CommandLine|startswith: [nc , ncat]", List.of("NC -l", "ncat"), List.of("/nc", "n"));
    assertMatches("CommandLine|endswith: ['.SH', '.py']", List.of("a.sh", "b.PY"), List.of("a.sh x", "sh"));
  }

  @Test
  void allNeedsEachValueAndItsPlaceInTheChainDoesNotMatter() {
    assertMatches("CommandLine|contains|all: [ab, cd]", List.of("cd ab"), List.of("ab", "cd"));
    assertMatches("CommandLine|all|startswith: [a, ab]", List.of("abc"), List.of("ac"));
  }

  @Test
  void casedComparesLettersAsTheyAre() {
    assertMatches("CommandLine|contains|cased: 'aB'", List.of("xaBx"), List.of("xabx", "xABx"));
    assertMatches("CommandLine|cased: 'aB*c?'", List.of("aBxxcd"), List.of("abxxcd"));
  }

  @Test
  void aRegularExpressionIsSearchedAnywhere() {
    assertMatches("CommandLine|re: '\\s-[FTd]\\s'", List.of("curl -F x", "a\t-d\tb"), List.of("curl -f x", "-F "));
    assertMatches("CommandLine|re: '^(?:id|w)(\\s|$)'", List.of("id", "w x"), List.of("xid", "idx"));
    assertMatches("CommandLine|re: '[\\w.-]+@\\d{2,}?$'", List.of("a-b.c@123"), List.of("@12", "a@1", "a@12 x"));
    assertMatches("CommandLine|re: -D", List.of("auditctl -D"), List.of("auditctl -d"));
    assertMatches("CommandLine|re: 'x\\\\$'", List.of("ax\\"), List.of("ax\\b"));
  }

  @Test
  void aRegularExpressionCanIgnoreTheCase() {
    assertMatches("CommandLine|re|i: 'a[b-d]+E'", List.of("ABCDe", "abe"), List.of("ae", "aee"));
    assertMatches("CommandLine|re: '(?i)curl.+http'", List.of("CURL -s HTTP"), List.of("curlhttp"));
  }

  @Test
  void aDotMatchesALineBreakOnlyIfTheRuleSaysSo() {
    assertMatches("CommandLine|re: 'a.b'", List.of("a b"), List.of("a\nb"));
    assertMatches("CommandLine|re|s: 'a.b'", List.of("a b", "a\nb"), List.of("ab"));
    assertMatches("CommandLine|re: 'a'", List.of("x\na\ny"), List.of("x\ny"));
    assertMatches("CommandLine|re|m: '^a+$'", List.of("x\naa\ny"), List.of("x\nab\ny"));
  }

  @Test
  void base64IsFoundAtEachOffset() {
    String encoded = Base64.getEncoder().encodeToString("id".getBytes(StandardCharsets.UTF_8));
    assertMatches("CommandLine|base64|contains|cased: id", List.of("echo " + encoded),
        List.of("echo id", "echo " + encoded.toLowerCase(java.util.Locale.ROOT)));
    List<String> shifted =
        List.of("", "x", "xy", "xyz").stream().map(before -> base64(before + "/bin/bash -i" + before)).toList();
    assertMatches("CommandLine|base64offset|contains: /bin/bash", shifted, List.of(base64("/bin/bas h"), "/bin/bash"));
    String wide = Base64.getEncoder().encodeToString("whoami".getBytes(StandardCharsets.UTF_16LE));
    assertMatches("CommandLine|wide|base64offset|contains: whoami", List.of(wide), List.of(base64("whoami")));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void windashAcceptsEachDash() {
    assertMatches(
        "CommandLine|windash|contains: ' -f '", List.of("x -f y", "x /f y", "x \u2013f y", "x \u2015f y"),
        List.of("x f y", "x +f y"));
  }

  @Test
  void aFieldCanBeComparedWithAnother() {
    Map<Map<String, Object>, List<String>> expected = new LinkedHashMap<>();
    expected.put(started(Map.of("proc.exepath", "/bin/A", "proc.pexepath", "/bin/a")), List.of("Sigma: Rule"));
    expected.put(started(Map.of("proc.exepath", "/bin/a", "proc.pexepath", "/bin/b")), List.of());
    expected.put(started(Map.of("proc.exepath", "/bin/a")), List.of());
    assertEvents("Image|fieldref: ParentImage", expected);
  }

  @Test
  void aFieldCanBeThereOrNot() {
    Map<Map<String, Object>, List<String>> there = new LinkedHashMap<>();
    there.put(started(Map.of("proc.pcmdline", "")), List.of("Sigma: Rule"));
    there.put(started(Map.of()), List.of());
    assertEvents("ParentCommandLine|exists: true", there);
    there.replaceAll((event, rules) -> rules.isEmpty() ? List.of("Sigma: Rule") : List.of());
    assertEvents("ParentCommandLine|exists: false", there);
    assertEvents("ParentCommandLine: null", there);
  }

  @Test
  void anEmptyTextIsAValue() {
    Map<Map<String, Object>, List<String>> expected = new LinkedHashMap<>();
    expected.put(started(Map.of("proc.pcmdline", "")), List.of("Sigma: Rule"));
    expected.put(started(Map.of("proc.pcmdline", "a")), List.of());
    assertEvents("ParentCommandLine: ''", expected);
  }

  @Test
  void numbersAreCompared() {
    Map<Map<String, Object>, List<String>> expected = new LinkedHashMap<>();
    expected.put(started(Map.of("proc.ppid", 9, "user.uid", 0)), List.of());
    expected.put(started(Map.of("proc.ppid", 10, "user.uid", 0)), List.of("Sigma: Rule"));
    expected.put(started(Map.of("proc.ppid", 19, "user.uid", 0)), List.of("Sigma: Rule"));
    expected.put(started(Map.of("proc.ppid", 20, "user.uid", 0)), List.of());
    expected.put(started(Map.of("proc.ppid", 10, "user.uid", 1)), List.of());
    assertEvents("ParentProcessId|gte: 10\nParentProcessId|lt: 0x14\nLogonId: [0, 500]", expected);
  }

  @Test
  void neqNegates() {
    assertMatches("CommandLine|contains|neq: [a, b]", List.of("xyz"), List.of("a", "B"));
  }

  @Test
  void aModifierWithoutCounterpartParksTheRule() {
    assertEquals(
        "'CommandLine|hour': the modifier 'hour' has no counterpart in Eyas",
        SigmaBench.parked(SigmaBench.sigma("process_creation", "a:\n  CommandLine|hour: 5\ncondition: a\n")));
    assertEquals(
        "'CommandLine|re': the regular expression has '\\b', which Eyas does not have: a\\b",
        SigmaBench.parked(SigmaBench.sigma("process_creation", "a:\n  CommandLine|re: 'a\\b'\ncondition: a\n")));
    assertEquals(
        "'CommandLine|expand': the placeholder %Admins% has no values; add them to a mapping file, under 'placeholders'",
        SigmaBench.parked(SigmaBench.sigma("process_creation", "a:\n  CommandLine|expand: '%Admins%'\ncondition: a\n")));
  }

  /** The command line of a program without arguments ends with a blank here, and not in Sigma. */
  @Test
  void aProgramWithoutArgumentsIsFoundByItsCommandLine() {
    List<String> bare = List.of("whoami ", "WHOAMI ");
    assertMatches("CommandLine: whoami", bare, List.of("whoami x", "xwhoami "));
    assertMatches("CommandLine|endswith: ami", bare, List.of("whoami x", "whoamis "));
    assertMatches("CommandLine|endswith: [' -x', ami]", bare, List.of("whoami x"));
    assertMatches("CommandLine: w*i", bare, List.of("whoami x"));
    assertMatches("CommandLine|re|i: '^whoami$'", bare, List.of("whoami x"));
    assertMatches("CommandLine|re|i: '^(w|whoami$)'", bare, List.of("hoami "));
    assertMatches("CommandLine|contains: 'whoami '", List.of("whoami x", "sudo whoami x"), bare);
    assertMatches("CommandLine|startswith: 'whoami '", List.of("whoami x"), bare);
  }

  @Test
  void allNeedsEachValueInOneOfItsForms() {
    assertMatches("CommandLine|windash|contains|all: [' -a', ' -b']", List.of("x -a /b", "x \u2013b -a"),
        List.of("x -a", "x /b"));
    assertMatches(
        "CommandLine|base64offset|contains|all: [passwd, shadow]",
        List.of(base64("x passwd") + base64("xy shadow")), List.of(base64("x passwd"), base64("shadow")));
  }

  @Test
  void aValueThatHasNoFixedEncodingIsParked() {
    for (String value : List.of("''", "a")) {
      String one = "a:\n  CommandLine|base64offset|contains: " + value + "\ncondition: a\n";
      assertEquals(
          "'CommandLine|base64offset|contains': a value of less than 2 bytes cannot be found at any offset",
          SigmaBench.parked(SigmaBench.sigma("process_creation", one)));
    }
    String many = "a:\n  CommandLine" + "|base64offset".repeat(40) + ": abcdef\ncondition: a\n";
    String reason = SigmaBench.parked(SigmaBench.sigma("process_creation", many));
    assertTrue(reason.endsWith("more than 500000 characters in the language of Eyas"), reason);
  }

  @Test
  void aRangeOfLettersIgnoresTheCase() {
    assertMatches("CommandLine|re|i: '^[A-z]x$'", List.of("ax", "ZX"), List.of("1x"));
    assertMatches("CommandLine|re|i: '^[_-c]x$'", List.of("ax", "BX", "_x"), List.of("dx", "Dx"));
    assertMatches("CommandLine|re|i: '^[X-b]x$'", List.of("xx", "ZX", "Ax", "bx"), List.of("cx", "wx"));
  }

  @Test
  void placeholdersStandForTheValuesOfAMappingFile() throws Exception {
    String selection = "a:\n  User|expand: 'x-%Admins%'\n  Image|expand|contains|all: ['%Dirs%', '%Admins%']\ncondition: a\n";
    String rule = SigmaBench.sigma("process_creation", selection);
    SigmaMapping mapping =
        SigmaMappingFiles.with(List.of(new SigmaFile("m.yaml", "placeholders: {Admins: [root, 'o*'], Dirs: [/tmp/, /var/]}\n")));
    Map<Map<String, Object>, List<String>> expected = new LinkedHashMap<>();
    expected.put(started(Map.of("user.name", "x-root", "proc.exepath", "/tmp/root")), List.of("Sigma: Rule"));
    expected.put(started(Map.of("user.name", "X-OTHER", "proc.exepath", "/var/xo1")), List.of("Sigma: Rule"));
    expected.put(started(Map.of("user.name", "x-root", "proc.exepath", "/tmp/a")), List.of());
    expected.put(started(Map.of("user.name", "root", "proc.exepath", "/tmp/root")), List.of());
    SigmaBench.assertFires(
        RuleConverter.convert(List.of(new SigmaFile("1.yml", rule)), mapping, SigmaRuleFilter.ALL).documents(), expected);
  }

  @Test
  void otherComparisonsAndPlacesOfFields() {
    Map<Map<String, Object>, List<String>> numbers = new LinkedHashMap<>();
    numbers.put(started(Map.of("proc.ppid", 10)), List.of());
    numbers.put(started(Map.of("proc.ppid", 11)), List.of("Sigma: Rule"));
    numbers.put(started(Map.of("proc.ppid", 20)), List.of("Sigma: Rule"));
    numbers.put(started(Map.of("proc.ppid", 21)), List.of());
    assertEvents("ParentProcessId|gt: 10\nParentProcessId|lte: 20", numbers);
    Map<Map<String, Object>, List<String>> fields = new LinkedHashMap<>();
    fields.put(started(Map.of("proc.exepath", "/opt/a/b", "proc.pexepath", "/OPT/a")), List.of("Sigma: Rule"));
    fields.put(started(Map.of("proc.exepath", "/x/opt/a", "proc.pexepath", "/opt/a")), List.of());
    assertEvents("Image|fieldref|startswith: ParentImage", fields);
  }

  @Test
  void utf16IsEncodedInEachByteOrder() {
    String big = Base64.getEncoder().encodeToString("whoami".getBytes(StandardCharsets.UTF_16BE));
    String marked = Base64.getEncoder().encodeToString("\ufeffwhoami".getBytes(StandardCharsets.UTF_16LE));
    assertMatches("CommandLine|utf16be|base64|contains: whoami", List.of("x " + big), List.of("x " + base64("whoami")));
    assertMatches("CommandLine|utf16|base64|contains: whoami", List.of("x " + marked), List.of("x " + big));
  }
}
