package org.eyas.config.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class YamlEditorTest {
  private static void becomes(String before, String key, String value, String after) throws ConfigException {
    assertEquals(after, YamlEditor.withKey(before, key, value));
  }

  private static String refused(String text, String key, String value) {
    return assertThrows(ConfigException.class, () -> YamlEditor.withKey(text, key, value)).getMessage();
  }

  @Test
  void valueIsReplacedAndTheCommentAfterItStays() throws ConfigException {
    becomes("# all\na: 1 # one\nb: 2\n", "a", "true", "# all\na: true # one\nb: 2\n");
    becomes("a: \"x: y\" # one\n", "a", "z", "a: z # one\n");
    becomes("e:\n  k: auto   # the kind\n  l: [1, 2]\n", "e.k", "replay", "e:\n  k: replay   # the kind\n  l: [1, 2]\n");
  }

  @Test
  void newKeyIsAddedAfterTheLastOneOfItsMap() throws ConfigException {
    becomes("a: 1", "b", "2", "a: 1\nb: 2\n");
    becomes("e:\n    k: x\n\n# about f\nf: 1\n", "e.m", "y", "e:\n    k: x\n    m: y\n\n# about f\nf: 1\n");
    becomes("e: {k: x} # e\n", "e.m", "[1, 2]", "e: {k: x, m: [1, 2]} # e\n");
    becomes("e: {}\n", "e.m", "y", "e: {m: y}\n");
  }

  @Test
  void missingParentsAreMade() throws ConfigException {
    becomes("", "eyas.audit.file", "/x", "eyas:\n  audit:\n    file: /x\n");
    becomes("# only this\n", "a[].b", "1", "# only this\na:\n  - b: 1\n");
    becomes("eyas: # ours\nb: 1\n", "eyas.audit.file", "/x", "eyas: # ours\n  audit:\n    file: /x\nb: 1\n");
    becomes("eyas: ~\n", "eyas.a", "1", "eyas: {a: 1}\n");
    becomes("e: {k}\n", "e.k.l", "1", "e: {k: {l: 1}}\n");
  }

  @Test
  void aListGrows() throws ConfigException {
    becomes("rules:\n- disable:\n    rule: A\nb: 1\n", "rules[].enable.rule", "B",
        "rules:\n- disable:\n    rule: A\n- enable:\n    rule: B\nb: 1\n");
    becomes("rules:\n  - {disable: {tag: x}} # t\n", "rules[]", "{disable: {rule: Name}}",
        "rules:\n  - {disable: {tag: x}} # t\n  - {disable: {rule: Name}}\n");
    becomes("rules: []\n", "rules[]", "x", "rules: [x]\n");
    becomes("rules: [ a,  b, ]\n", "rules[]", "x", "rules: [ a,  b, x, ]\n");
    becomes("rules: [a]\n", "rules[1]", "x", "rules: [a, x]\n");
    becomes("a:\n  - b: 1\n", "a[0].c[]", "x", "a:\n  - b: 1\n    c:\n      - x\n");
  }

  @Test
  void aWholeBlockIsReplaced() throws ConfigException {
    becomes("a:\n  b: 1\n  c: 2\n# d\nd: 1\n", "a", "[]", "a: []\n# d\nd: 1\n");
    becomes("t: |\n  one\n  two\nd: 1\n", "t", "three", "t: three\nd: 1\n");
    becomes("l:\n- a\n- b\n", "l[0]", "c", "l:\n- c\n- b\n");
  }

  @Test
  void valueThatNeedsQuotesIsQuoted() throws ConfigException {
    becomes("a: {b: 1}\n", "a.b", "x, y", "a: {b: \"x, y\"}\n");
    becomes("a: 1\n", "a", "b: 2", "a: {b: 2}\n");
    becomes("a: 1\n", "a", "- 1\n- two words\n", "a: [1, two words]\n");
    becomes("a: 1\n", "a", "\"\\t\u00e9\"", "a: \"\\t\u00e9\"\n");
  }

  @Test
  void theNewlinesOfTheTextAreKept() throws ConfigException {
    becomes("a: 1\r\ne:\r\n  f: 2\r\n", "e.g", "3", "a: 1\r\ne:\r\n  f: 2\r\n  g: 3\r\n");
  }

  @Test
  void valuesWithAliasesAreNotChanged() {
    assertEquals(
        "'b.x' cannot be changed without changing other keys; change it with an editor",
        refused("a: &a {x: 1}\nb: *a\n", "b.x", "2"));
    assertEquals(
        "'a' cannot be changed without changing other keys; change it with an editor",
        refused("a: &a 1\nb: *a\n", "a", "2"));
  }

  @Test
  void rejectsPathsThatDoNotFitTheText() {
    assertEquals("Config error at key \"a.b\": 'a' is '1', it has no keys", refused("a: 1\n", "a.b", "2"));
    assertEquals(
        "the configuration:2 is not YAML: mapping values are not allowed here", refused("a: 1\n b: 2\n", "a", "2"));
    assertEquals(
        "the value of a:1 is not YAML: expected ',' or ']', but got <stream end>", refused("a: 1\n", "a", "[1"));
    assertEquals(
        "the value of a is not YAML: Tag must not contain leading or trailing spaces.", refused("a: 1\n", "a", "!b%20 c"));
    assertEquals("Config error at key \"[]\": Parsing error: unexpected character at pos 0", refused("a: 1\n", "[]", "2"));
  }

  @Test
  void aRuleIsSwitchedWhereItsEntryIs() throws ConfigException {
    String off = YamlEditor.withRule("a: 1\n", "Read: x", false);
    assertEquals("a: 1\nrules:\n  - disable:\n      rule: \"Read: x\"\n", off);
    assertEquals("a: 1\nrules:\n  - {enable: {rule: \"Read: x\"}}\n", YamlEditor.withRule(off, "Read: x", true));
    assertEquals(
        "rules: [{enable: {rule: A}}, {disable: {rule: \"*\"}}, {enable: {rule: A}}]\n",
        YamlEditor.withRule("rules: [{enable: {rule: A}}, {disable: {rule: \"*\"}}]\n", "A", true));
  }
}
