package org.eyas.engine.rules.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The messages follow from the sources of yaml-cpp; Falco 0.44.1 was run for "illegal map value" only. */
class FalcoYamlErrorTest {
  private static String message(String text) {
    Yaml yaml = new Yaml(new LoaderOptions());
    return FalcoYamlError.message(
        assertThrows(MarkedYAMLException.class, () -> yaml.composeAll(new StringReader(text)).forEach(node -> {})));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '\t', quoteCharacter = '`', value = {
      "- rule: a: b\t1, column 10: illegal map value",
      "- rule: a~   desc: b\t2, column 8: illegal map value",
      "- rule: a~  desc: - b\t2, column 9: illegal block entry",
      "- rule: a~  desc~  output: b\t2, column 3: end of map not found",
      "- rule: a~  exceptions:~    - name: b~   fields: c\t4, column 4: end of map not found",
      "- rule: a~ desc: b\t2, column 2: end of sequence not found",
      "- list: a~  items: [b, c\t3, column 1: end of sequence flow not found",
      "- list: a~  items: [b, c~- list: d\t3, column 7: end of sequence flow not found",
      "- list: a~  items: [b,~- list: d\t3, column 1: illegal block entry",
      "- list: a~  items: [b}\t2, column 12: illegal flow end",
      "- list: a~  items: {b: c]\t2, column 15: illegal flow end",
      "- list: a~  items: {b: c\t3, column 1: end of map flow not found",
      "- rule: \"a\t2, column 1: illegal EOF in scalar",
      "- rule: \"a~---\t2, column 1: illegal document indicator in scalar",
      "- rule: a~  output: \"b \\d\"\t2, column 16: unknown escape character: d",
      "- rule: @a\t1, column 9: unknown token",
      "- rule: a~  desc: |b\t2, column 10: unexpected character in block scalar",
      "- list: a~  items: *b\t2, column 10: the referenced anchor is not defined: b",
  })
  void aMistakeHasTheWordsAndThePlaceOfFalcosParser(String text, String expected) {
    String message = message(text.replace('~', '\n') + "\n");
    assertTrue((message + " (").startsWith("yaml-cpp: error at line " + expected + " ("), message);
  }

  @Test
  void theReasonFollowsIfFalcosWordsDoNotHaveIt() {
    assertEquals(
        "yaml-cpp: error at line 3, column 1: end of sequence flow not found"
            + " (while parsing a flow sequence: expected ',' or ']', but got <stream end>)",
        message("- list: a\n  items: [b, c\n"));
    assertEquals("yaml-cpp: error at line 1, column 10: illegal map value", message("- rule: a: b\n"));
  }

  @Test
  void aBackslashMayBeTheLastCharacter() {
    assertEquals(
        "yaml-cpp: error at line 1, column 13: unknown escape character: the end of the document",
        message("- rule: \"a\\"));
  }

  @Test
  void aTabThatIsNotABlankForOneOfTheParsersIsReportedAsATab() {
    assertFalse(message("- rule: a\n\tdesc: b\n  output: c\n").startsWith("yaml-cpp"));
  }
}
