package org.eyas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the text of values. */
class JsonTextTest {
  private final JsonText text = new JsonText();

  private static JsonIndex json(String document) throws JsonException {
    JsonIndex json = new JsonIndex();
    byte[] bytes = document.getBytes(UTF_8);
    json.parse(bytes, 0, bytes.length);
    return json;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
          "\"plain\" | plain", "\"\\u003ca\\u003e \\/\" | <a> /", "\"\\ud83d\\ude00\\u00e9\" | \ud83d\ude00\u00e9",
          "\"\\ud800x\" | \ufffdx", "\"\\udc00\\ud800\" | \ufffd\ufffd", "12.50 | 12.50", "true | true", "null | null",
          "{ \"a\" : [ 1 , { } ] } | {\"a\":[1,{}]}",
          "[\"a b\", \"\\u003c\\\"\\\\\\n\\u001f\"] | [\"a b\",\"<\\\"\\\\\\n\\u001f\"]",
          "{\"p\\u0061ss\\u0077ord\":\"x\"} | {\"password\":\"x\"}", "[\"\"] | [\"\"]"})
  void textDoesNotDependOnHowTheValueIsWritten(String document, String expected) throws Exception {
    assertEquals(expected, text.of(json(document), 0).toString());
  }

  @Test
  void controlCharacterOfAnEscapeIsInTheText() throws Exception {
    assertEquals("a\tb\u0000", text.of(json("\"a\\tb\\u0000\""), 0).toString());
  }

  @Test
  void deepValueIsIndentedUpToALimit() throws Exception {
    int depth = 500;
    String document = "[".repeat(depth) + "0,".repeat(100_000) + "0" + "]".repeat(depth);
    String indented = text.indented(json(document), 0).toString();
    int most = 5 * document.length() + (65 << 10);
    assertTrue(indented.length() < most, () -> indented.length() + " bytes");
    assertTrue(indented.startsWith("[\n  [\n    ["));
    assertEquals(document, indented.replaceAll("[ \n]", ""));
  }

  @Test
  void indentedFormIsThatOfFalco() throws Exception {
    String expected =
        """
        {
          "a": 1,
          "b": [
            true,
            {},
            []
          ],
          "c": {
            "d": "x, y: {"
          }
        }""";
    assertEquals(expected, text.indented(json("{\"a\":1,\"b\":[true,{ },[]],\"c\":{\"d\":\"x, y: {\"}}"), 0).toString());
  }
}
