package org.eyas.config.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyOverrideTest {
  private static final String SAMPLE =
      """
      one: {id: 1, inner: {deep: {flag: true}}}
      two:
        list: [a, b, c]
      labels:
        kubernetes.io/role: master
        example[0]: x
        back\\slash: y
      dotted:
        with.two.dots: {inner: v}
      nothing:
      """;

  private static Map<String, Object> applied(String... overrides) throws ConfigException {
    Map<String, Object> root = YamlReader.document("sample", new StringReader(SAMPLE)).map();
    for (String override : overrides) {
      KeyOverride.parse(override).apply(root);
    }
    return root;
  }

  private static Object at(Map<?, ?> root, String... path) {
    Object value = root;
    for (String key : path) {
      value = ((Map<?, ?>) value).get(key);
    }
    return value;
  }

  @Test
  void valuesAreReplacedAtAnyDepth() throws ConfigException {
    assertEquals("false", at(applied("one.inner.deep.flag=false"), "one", "inner", "deep", "flag"));
    assertEquals("new", at(applied("fresh.a.b=new"), "fresh", "a", "b"));
    assertEquals("x=y", at(applied("one.id=x=y"), "one", "id"));
    assertEquals("", at(applied("one.id="), "one", "id"));
    assertEquals("v", at(applied("nothing.a=v"), "nothing", "a"));
    assertEquals("v", at(applied("one.id.=v"), "one", "id"));
  }

  @Test
  void elementsOfListsAreSetAndAppended() throws ConfigException {
    assertEquals(List.of("a", "x", "c"), at(applied("two.list[1]=x"), "two", "list"));
    assertEquals(List.of("a", "b", "c", "d"), at(applied("two.list[]=d"), "two", "list"));
    assertEquals(List.of("a", "b", "c", "d"), at(applied("two.list[3]=d"), "two", "list"));
    assertEquals(List.of("v"), at(applied("fresh[]=v"), "fresh"));
    assertEquals(List.of("v"), at(applied("nothing[]=v"), "nothing"));
    assertEquals(
        List.of(Map.of("disable", Map.of("tag", "x")), Map.of("enable", Map.of("rule", "A b"))),
        at(applied("rules[].disable.tag=x", "rules[].enable.rule=A b"), "rules"));
    assertEquals(List.of(List.of("v")), at(applied("fresh[][]=v"), "fresh"));
    assertEquals(List.of(Map.of("a", "2")), at(applied("fresh[].a=1", "fresh[0].a=2"), "fresh"));
  }

  @Test
  void nameBelowAListReplacesItByKeys() throws ConfigException {
    assertEquals(Map.of("a", "v"), at(applied("two.list.a=v"), "two", "list"));
  }

  @Test
  void aValueInBracesIsYaml() throws ConfigException {
    assertEquals(
        List.of(Map.of("match", Map.of("tags", List.of("x")), "extra_fields", List.of("ka.verb", Map.of("f", "c")))),
        at(
            applied(
                "fresh[]={\"match\": {\"tags\": [\"x\"]}, \"extra_fields\": [\"ka.verb\", {\"f\": \"c\"}]}"),
            "fresh"));
    assertEquals("[a, b]", at(applied("fresh=[a, b]"), "fresh"));
    assertEquals("{", at(applied("fresh={"), "fresh"));
    assertThrows(ConfigException.class, () -> applied("fresh={a: : b}"));
  }

  @Test
  void aValueInBracketsIsAListWhereTheKeyHasOne() throws ConfigException {
    assertEquals(List.of(), at(applied("append_output=[]"), "append_output"));
    assertEquals(List.of("a", "b"), at(applied("rules_files=[a, b]"), "rules_files"));
    assertEquals(
        List.of(Map.of("extra_fields", List.of("a", Map.of("f", "%b")))),
        at(applied("append_output[].extra_fields=[a, {f: \"%b\"}]"), "append_output"));
    assertEquals("[x]", at(applied("program_output.program=[x]"), "program_output", "program"));
  }

  @Test
  void aBackslashMakesPointsAndBracketsPartOfAName() throws ConfigException {
    assertEquals("worker", at(applied("labels.kubernetes\\.io/role=worker"), "labels", "kubernetes.io/role"));
    assertEquals("v", at(applied("labels.example\\[0]=v"), "labels", "example[0]"));
    assertEquals("v", at(applied("labels.example\\[0\\]=v"), "labels", "example[0]"));
    assertEquals("v", at(applied("labels.back\\\\slash=v"), "labels", "back\\slash"));
    assertEquals("w", at(applied("dotted.with\\.two\\.dots.inner=w"), "dotted", "with.two.dots", "inner"));
    assertEquals("v", at(applied("labels.end\\.=v"), "labels", "end."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "nonsense | Error parsing config option \"nonsense\". Must be of the form key=val or key.subkey=val",
          "=v       | Error parsing config option \"=v\". Must be of the form key=val or key.subkey=val",
          "a\\=v    | Config error at key \"a\\\": Parsing error: trailing backslash at pos 1",
          "a\\x=v   | Config error at key \"a\\x\": Parsing error: invalid escape sequence '\\x' at pos 1",
          "a..b=v   | Config error at key \"a..b\": Parsing error: unexpected character at pos 2",
          ".a=v     | Config error at key \".a\": Parsing error: unexpected character at pos 0",
          "[0]=v    | Config error at key \"[0]\": Parsing error: unexpected character at pos 0",
          "a[0]b=v  | Config error at key \"a[0]b\": Parsing error: expected '.' character at pos 3",
          "a[x]=v   | Config error at key \"a[x]\": Parsing error: expected a numeric index, found 'x'",
          "a[-1]=v  | Config error at key \"a[-1]\": Parsing error: expected a numeric index, found '-1'",
          "a[0=v    | Config error at key \"a[0\": Parsing error: expected ']' after pos 1",
          "two.list[4]=v | Config error at key \"two.list[4]\": index 4 is after the end of the list, which has 3 elements",
          "one.id.a=v    | Config error at key \"one.id.a\": 'id' is '1', it has no keys",
          "one.id[0]=v   | Config error at key \"one.id[0]\": 'id' is not a list",
      })
  void whatCannotBeReadIsToldWithItsPlace(String override, String message) {
    assertEquals(message, assertThrows(ConfigException.class, () -> applied(override)).getMessage());
  }
}
