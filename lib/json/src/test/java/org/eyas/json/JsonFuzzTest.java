package org.eyas.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Random and damaged documents: the index and jackson-core agree on what is JSON and what its values are; nothing crashes. */
class JsonFuzzTest {
  private static final int DOCUMENTS = 20_000;
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());
  private static final byte[] INTERESTING = "{}[]\",:\\u0e-+.tfn \n\u00e9\u0001".getBytes(UTF_8);

  private final JsonFactory jackson =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonLimits.USUAL.depth()).build())
          .build();
  private final RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(SEED);
  private final JsonIndex json = new JsonIndex();

  @Test
  void agreesWithJacksonOnRandomDocuments() {
    int valid = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = new RandomJson(random).document();
      check(document);
      valid += isValid(document) ? 1 : 0;
      check(damaged(document));
      check(Arrays.copyOf(document, random.nextInt(document.length + 1)));
    }
    assertEquals(DOCUMENTS, valid, message("some documents that should be valid are not"));
  }

  @Test
  void agreesWithJacksonOnRandomBytes() {
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] document = new byte[random.nextInt(12)];
      for (int at = 0; at < document.length; at++) {
        document[at] = INTERESTING[random.nextInt(INTERESTING.length)];
      }
      check(document);
    }
  }

  private byte[] damaged(byte[] document) {
    byte[] copy = document.clone();
    for (int i = random.nextInt(3); i >= 0 && copy.length > 0; i--) {
      int at = random.nextInt(copy.length);
      copy[at] = random.nextBoolean() ? INTERESTING[random.nextInt(INTERESTING.length)] : (byte) random.nextInt();
    }
    return copy;
  }

  private void check(byte[] document) {
    List<String> expected = expected(document);
    assertEquals(expected, found(document), () -> message(new String(document, UTF_8)));
  }

  private static String message(String text) {
    return "-Deyas.seed=" + SEED + ": " + text;
  }

  private boolean isValid(byte[] document) {
    return !expected(document).equals(List.of("not JSON"));
  }

  private List<String> found(byte[] document) {
    try {
      json.parse(document, 0, document.length);
    } catch (JsonException e) {
      assertTrue(e.offset() >= 0 && e.offset() <= document.length, () -> message("an offset outside: " + e.getMessage()));
      return List.of("not JSON");
    }
    List<String> values = new ArrayList<>();
    for (int node = 0; node < json.size(); node++) {
      values.add(json.kind(node) + " " + (isContainer(node) ? "" : new JsonText().of(json, node)));
    }
    return values;
  }

  private boolean isContainer(int node) {
    return json.is(JsonKind.OBJECT, node) || json.is(JsonKind.ARRAY, node);
  }

  // Jackson guesses the encoding of bytes, and refuses some that are not UTF-8: it gets characters that the JDK decoded.
  private List<String> expected(byte[] document) {
    List<String> values = new ArrayList<>();
    try (var parser = jackson.createParser(new String(document, UTF_8))) {
      int depth = 0;
      int roots = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        roots += depth == 0 && token != JsonToken.FIELD_NAME ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (!token.isStructEnd()) {
          values.add(kind(token) + " " + (token.isStructStart() ? "" : visible(parser.getText())));
        }
      }
      return roots == 1 && depth == 0 ? values : List.of("not JSON");
    } catch (IOException e) {
      return List.of("not JSON");
    }
  }

  // Half of a pair of surrogates cannot be written in UTF-8.
  private static String visible(String text) {
    return new String(text.codePoints().map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c).toArray(), 0,
        text.codePointCount(0, text.length()));
  }

  private static JsonKind kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> JsonKind.OBJECT;
      case START_ARRAY -> JsonKind.ARRAY;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonKind.NUMBER;
      case VALUE_TRUE -> JsonKind.TRUE;
      case VALUE_FALSE -> JsonKind.FALSE;
      case VALUE_NULL -> JsonKind.NULL;
      case FIELD_NAME, VALUE_STRING -> JsonKind.STRING;
      default -> throw new IllegalStateException(token.name());
    };
  }
}
