package org.eyas.source.k8saudit.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests where documents begin and end, whatever the pieces are in which their bytes come. */
class DocumentBufferTest {
  private static final int MAX_BYTES = 200;

  private final AuditDocument document = new AuditDocument();

  private List<String> documents(String text, int pieceBytes) {
    DocumentBuffer buffer = new DocumentBuffer("f", MAX_BYTES);
    List<String> found = new ArrayList<>();
    byte[] bytes = text.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      byte[] piece = new byte[Math.min(pieceBytes, bytes.length - at)];
      System.arraycopy(bytes, at, piece, 0, piece.length);
      buffer.add(piece);
      take(buffer, false, found);
    }
    take(buffer, true, found);
    return found;
  }

  private void take(DocumentBuffer buffer, boolean atEnd, List<String> found) {
    while (buffer.next(document, atEnd)) {
      found.add(document.place() + " " + new String(document.bytes(), document.offset(), document.length(), UTF_8));
    }
  }

  private void check(String text, String... expected) {
    for (int pieceBytes : new int[] {1, 2, 3, 7, 64, 100_000}) {
      assertEquals(List.of(expected), documents(text, pieceBytes), "in pieces of " + pieceBytes);
    }
  }

  @Test
  void eachLineIsADocument() {
    check("{\"a\":1}\n{\"b\":2}\r\n\n  \n[3]", "f:1 {\"a\":1}", "f:2 {\"b\":2}\r", "f:5 [3]");
    check("");
    check("\n\n");
  }

  @Test
  void documentOfSeveralLinesEndsWithItsLastBracket() {
    check("{\n  \"a\": \"}{\\\"\",\n  \"b\": []\n}\n{\"c\":3}\n", "f:1 {\n  \"a\": \"}{\\\"\",\n  \"b\": []\n}", "f:5 {\"c\":3}");
    check("[\n{\"a\":1},\n{\"b\":2}\n]\n", "f:1 [\n{\"a\":1},\n{\"b\":2}\n]");
    check("{\"kind\": \"EventList\",\n\"items\": [1]}", "f:1 {\"kind\": \"EventList\",\n\"items\": [1]}");
  }

  @Test
  void damageCostsOneDocument() {
    check("{\"a\":\"cut\n{\"b\":2}\n", "f:1 {\"a\":\"cut", "f:2 {\"b\":2}");
    check("{\"a\":{\n{\"b\":2}\n{\"c\":3}\n", "f:1 {\"a\":{", "f:2 {\"b\":2}", "f:3 {\"c\":3}");
    check("{\n \"a\": \"no end,\n \"b\": 1\n}\n{\"c\":3}", "f:1 {\n \"a\": \"no end,", "f:3  \"b\": 1", "f:4 }", "f:5 {\"c\":3}");
    check("}}}\n{\"c\":3}", "f:1 }}}", "f:2 {\"c\":3}");
  }

  @Test
  void lineThatIsTooLongIsTruncatedAndTheNextOneIsUsed() {
    List<String> found = documents("{\"a\":\"" + "x".repeat(5_000) + "\"}\n{\"b\":2}\n", 64);
    assertEquals(2, found.size(), () -> found.toString());
    assertEquals("f:2 {\"b\":2}", found.get(1));
  }

  @Test
  void documentOfSeveralLinesThatIsTooLongIsTruncated() {
    List<String> found = documents("{\n" + "\"a\": 1,\n".repeat(100) + "}\n{\"b\":2}\n", 64);
    assertEquals("f:103 {\"b\":2}", found.getLast());
    found.forEach(one -> assertEquals(true, one.length() < 2 * MAX_BYTES, one));
  }

  @Test
  void skippedLineIsNotADocument() {
    DocumentBuffer buffer = new DocumentBuffer("f", MAX_BYTES);
    buffer.skipLine();
    buffer.add("rest of a line}\n{\"b\":2}\n".getBytes(UTF_8));
    List<String> found = new ArrayList<>();
    take(buffer, false, found);
    assertEquals(List.of("f:2 {\"b\":2}"), found);
  }

  @Test
  void anyBytesAreDividedWithoutLossOfGoodLines() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    String alphabet = "{}[]\",:\\ a\n\n";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      text.append("\n{\"good\":1}\n{\"good\":2}\n");
      List<String> found = documents(text.toString(), 1 + random.nextInt(20));
      assertEquals(true, found.getLast().endsWith("{\"good\":2}"), () -> "-Deyas.seed=" + seed + ": " + text + found);
    }
  }
}
