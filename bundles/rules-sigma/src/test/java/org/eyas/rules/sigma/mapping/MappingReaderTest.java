package org.eyas.rules.sigma.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.eyas.rules.sigma.mapping.MappedField.Kind;
import org.eyas.rules.sigma.rule.LogSource;
import org.junit.jupiter.api.Test;

class MappingReaderTest {
  private static final LogSource DNS = new LogSource("linux", "dns_query", "");
  private static final String FIRST = """
      logsources:
        - logsource: {product: linux, category: dns_query}
          condition: evt.type = sendto
          output: name=%fd.name
          keywords: [QueryName]
          tags: [network]
          fields:
            QueryName: fd.name
            Port: {field: fd.sport, kind: number}
      placeholders:
        Servers: [a, b]
      """;

  private static SigmaMapping read(String text) throws MappingException {
    return MappingReader.read("m.yaml", text);
  }

  @Test
  void laterFilesAddAndReplace() throws MappingException {
    SigmaMapping both = read(FIRST).with(read("""
        logsources:
          - logsource: {product: linux, category: dns_query}
            condition: evt.type = sendmsg
            fields: {Port: {field: [fd.cport, fd.sport], kind: texts}, Kind: {values: {"A": evt.rawres = 1}}}
          - logsource: {service: other}
            condition: evt.type = x
        placeholders: {Servers: [c]}
        """));
    MappedSource source = both.source(DNS).orElseThrow();
    assertEquals("evt.type = sendmsg", source.condition());
    assertEquals("name=%fd.name", source.output());
    assertEquals(List.of("QueryName"), source.keywords());
    assertEquals(List.of("fd.cport", "fd.sport"), source.fields().get("Port").fields());
    assertEquals(List.of("fd.name"), source.fields().get("QueryName").fields());
    assertEquals(Kind.CHOICE, source.fields().get("Kind").kind());
    assertEquals("evt.rawres = 1", source.fields().get("Kind").choices().get("a"));
    assertEquals(List.of("c"), both.placeholders().get("Servers"));
    assertEquals(2, both.sources().size());
  }

  @Test
  void aRuleWithoutAProductIsForEachProduct() throws MappingException {
    SigmaMapping mapping = read(FIRST);
    assertEquals(true, mapping.source(new LogSource("", "dns_query", "")).isPresent());
    assertEquals(false, mapping.source(new LogSource("windows", "dns_query", "")).isPresent());
    assertEquals(false, mapping.source(new LogSource("linux", "dns_query", "bind")).isPresent());
  }

  @Test
  void anEmptyFileSaysNothing() throws MappingException {
    assertEquals(new SigmaMapping(List.of(), java.util.Map.of()), read(""));
  }

  @Test
  void aMistakeIsNamedWithItsPlace() {
    assertEquals("m.yaml has the unknown key 'logsource'", mistake("logsource: []"));
    assertEquals("m.yaml: 'logsources' must be a list", mistake("logsources: {}"));
    assertEquals("m.yaml: log source 1: 'logsource' must be keys and values", mistake("logsources: [{condition: a}]"));
    assertEquals("m.yaml: category x: 'condition' is not a text", mistake(source("condition: [a]")));
    assertEquals("m.yaml: category x: field A must be a field of Eyas, or keys and values", mistake(source("fields: {A: 5}")));
    assertEquals("m.yaml: category x: field A needs either 'field' or 'values'", mistake(source("fields: {A: {kind: text}}")));
    assertEquals(
        "m.yaml: category x: field A: 'kind' is text, texts, directory, command, number, address or host, not 'int'",
        mistake(source("fields: {A: {field: b, kind: int}}")));
    assertEquals("m.yaml: category x: field A has the unknown key 'fields'", mistake(source("fields: {A: {fields: b}}")));
    assertEquals("m.yaml: category x: field A: the value 'b' needs a condition",
        mistake(source("fields: {A: {values: {b: 1}}}")));
    assertEquals(
        "m.yaml: category x: field A can only have one 'field', because it is not a text",
        mistake(source("fields: {A: {field: [b, c], kind: number}}")));
    assertEquals("m.yaml is not valid YAML", mistake("a: [").substring(0, 24));
  }

  private static String source(String keys) {
    return "logsources: [{logsource: {category: x}, " + keys + "}]";
  }

  private static String mistake(String text) {
    return assertThrows(MappingException.class, () -> read(text)).reason();
  }
}
