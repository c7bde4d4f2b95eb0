package org.eyas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the examples of RFC 6901, arrays, and what Falco allows beyond it. */
class JsonPointerTest {
  private static final String DOCUMENT =
      """
      {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5, "k\\"l": 6, " ": 7, "m~n": 8,
       "0": 9, "deep": [{"x": [10, {"y": "z"}]}]}""";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '!',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
          "/foo/0;bar", "/foo/1;baz", "/;0", "/a~1b;1", "/c%d;2", "/e^f;3", "/g|h;4", "/i\\j;5", "/k\"l;6", "/ ;7", "/m~0n;8",
          "/0;9", "foo/0;bar", "/deep/0/x/1/y;z", "/foo/2;none", "/foo/-;none", "/foo/01;none", "/foo/bar;none", "/no;none",
          "/foo/99999999999;none", "/foo/0/x;none", "/m~01n;none"})
  void valueIsFound(String pointer, String expected) throws Exception {
    JsonIndex json = new JsonIndex();
    byte[] bytes = DOCUMENT.getBytes(UTF_8);
    json.parse(bytes, 0, bytes.length);
    int node = JsonPointer.of(pointer).find(json);
    assertEquals(expected, node == JsonIndex.NONE ? "none" : new JsonText().of(json, node).toString());
    assertEquals(0, JsonPointer.of("").find(json));
  }
}
