package org.eyas.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what is a document, where its values are, and the limits. */
class JsonIndexTest {
  private final JsonIndex json = new JsonIndex();

  private void parse(String text) throws JsonException {
    parse(text.getBytes(UTF_8));
  }

  private void parse(byte[] bytes) throws JsonException {
    json.parse(bytes, 0, bytes.length);
  }

  private String refusal(JsonIndex index, byte[] bytes) {
    return String.valueOf(assertThrows(JsonException.class, () -> index.parse(bytes, 0, bytes.length)).getMessage());
  }

  private String refusal(String text) {
    return refusal(json, text.getBytes(UTF_8));
  }

  private int member(int node, String name) {
    return json.member(node, name.getBytes(UTF_8));
  }

  private String raw(int node) {
    return new String(json.bytes(), json.start(node), json.end(node) - json.start(node), UTF_8);
  }

  @Test
  void nodesAreInTheOrderOfTheDocumentAndSkipWhatIsInside() throws Exception {
    parse(" {\"a\": [1, \"x\"], \"b\": {}} ");
    assertEquals(7, json.size());
    assertEquals(JsonKind.OBJECT, json.kind(0));
    assertEquals("[1, \"x\"]", raw(2));
    assertEquals(5, json.after(2));
    assertEquals("x", raw(4));
    assertEquals("{}", raw(6));
    assertEquals(7, json.after(0));
  }

  @Test
  void membersAreFoundByNameAndElementsByPosition() throws Exception {
    parse("{\"verb\":\"get\",\"user\":{\"groups\":[\"a\",\"b\"]},\"n\":null}");
    assertEquals("get", raw(member(0, "verb")));
    int groups = member(member(0, "user"), "groups");
    assertEquals("b", raw(json.element(groups, 1)));
    assertEquals(JsonKind.NULL, json.kind(member(0, "n")));
    assertEquals(JsonIndex.NONE, member(0, "ver"));
    assertEquals(JsonIndex.NONE, member(groups, "a"));
    assertEquals(JsonIndex.NONE, json.element(groups, 2));
    assertEquals(JsonIndex.NONE, json.element(0, 0));
    assertEquals(JsonIndex.NONE, member(JsonIndex.NONE, "a"));
  }

  @Test
  void lastOfSeveralMembersWithOneNameCounts() throws Exception {
    parse("{\"image\":\"good\",\"image\":\"evil\"}");
    assertEquals("evil", raw(member(0, "image")));
  }

  @Test
  void nameWithEscapesIsComparedByItsText() throws Exception {
    parse("{\"im\\u0061ge\":1,\"\\ud83d\\ude00\":2}");
    assertEquals("1", raw(member(0, "image")));
    assertEquals("2", raw(member(0, "\ud83d\ude00")));
  }

  @Test
  void documentIsPartOfAnArray() throws Exception {
    byte[] bytes = "xx{\"a\":1}yy".getBytes(UTF_8);
    json.parse(bytes, 2, 7);
    assertEquals("1", raw(member(0, "a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "-1.5e+10", "1E9", "true", "false", "null", "\"\"", "[]", "{}", "[[],{}]", "\"\\u00e9\\/\\n\"",
          "\"\u00e9\u20ac\ud83d\ude00\"", "\"\\ud800\"", "\t[ 1 ,\r\n2 ] ", "\"long enough for a whole word of eight bytes\""})
  void documentIsAccepted(String text) throws Exception {
    parse(text);
    assertTrue(json.size() > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
          "~~ | the document has no end at offset 0", "{ | the document has no end at offset 1",
          "[1,] | a value is missing at offset 3", "{\"a\":1,} | the name of a member is missing at offset 7",
          "[1 2] | a comma is missing at offset 3", "{\"a\" 1} | a colon is missing at offset 5",
          "{a:1} | the name of a member is missing at offset 1", "01 | something follows the document at offset 1",
          "-a | a digit is missing at offset 1", "1. | the document has no end at offset 2",
          "1e+ | the document has no end at offset 3", "tru | the document has no end at offset 3",
          "nul1 | a value is misspelt at offset 3", "[1} | a comma is missing at offset 2",
          "\"abc | a string has no end at offset 4", "\"\\x\" | an escape is unknown at offset 2",
          "\"\\u12g4\" | an escape needs four hexadecimal digits at offset 5",
          "\"\\ | the document has no end at offset 2", "{} {} | something follows the document at offset 3",
          "] | a value is missing at offset 0", "NaN | a value is missing at offset 0",
          "+1 | a value is missing at offset 0", "'a' | a value is missing at offset 0"})
  void damagedDocumentIsRefusedWithReasonAndPosition(String text, String message) {
    assertEquals(message, refusal(text));
    assertEquals(0, json.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00c0\u0080", "\u00c1\u00bf", "\u0080", "\u00e0\u0080\u0080", "\u00ed\u00a0\u0080", "\u00f0\u0080\u0080\u0080",
          "\u00f4\u0090\u0080\u0080", "\u00f5\u0080\u0080\u0080", "\u00c3", "\u00e2\u0082", "\u00c3a"})
  void stringThatIsNotUtf8HasItsBytes(String bytes) throws Exception {
    for (String text : List.of(bytes, "ab" + bytes, bytes + "x".repeat(9))) {
      byte[] document = ("\"" + text + "\"").getBytes(ISO_8859_1);
      json.parse(document, 0, document.length);
      assertEquals(text, new String(document, json.start(0), json.end(0) - json.start(0), ISO_8859_1));
    }
  }

  @Test
  void controlCharactersInStringsAreRefused() {
    for (char c = 0; c < 0x20; c++) {
      assertEquals("a string has a control character at offset 10", refusal("\"123456789" + c + "more of it\""));
    }
  }

  @Test
  void limitsAreKept() throws Exception {
    JsonIndex small = new JsonIndex(new JsonLimits(3, 300));
    small.parse("[[[12345]]]".getBytes(UTF_8), 0, 11);
    assertEquals("more than 3 objects and arrays are inside each other at offset 3", refusal(small, "[[[[".getBytes(UTF_8)));
    String values = "[" + "1,".repeat(300) + "1]";
    assertTrue(refusal(small, values.getBytes(UTF_8)).startsWith("the document has more than 300 values at offset"));
  }

  @Test
  void deepDocumentIsRefusedAndNotRead() {
    assertTrue(refusal("[".repeat(1_000_000)).startsWith("more than 10010"));
  }

  @Test
  void whatGoAcceptsIsAccepted() throws Exception {
    parse("[".repeat(10_000) + "1".repeat(100_000) + "]".repeat(10_000));
    assertEquals(10_001, json.size());
  }

  @Test
  void largeDocumentDoesNotChangeTheNextOne() throws Exception {
    parse("[" + "1,".repeat(200_000) + "1]");
    assertEquals(200_002, json.size());
    parse("{\"a\":true}");
    assertTrue(json.is(JsonKind.TRUE, member(0, "a")));
    assertFalse(json.is(JsonKind.TRUE, JsonIndex.NONE));
  }
}
