package org.eyas.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows are those of Falco's own tests of its sanitizer, and the limits of its table of lead bytes. */
class Utf8SanitizerTest {
  private static final String REPLACEMENT = "efbfbd";

  private static Text hex(String digits) {
    return Text.copyOf(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  private static void becomes(String bytes, String expected) {
    String written = expected.replace("R", REPLACEMENT).replace(" ", "");
    String text = new String(HexFormat.of().parseHex(written), StandardCharsets.UTF_8);
    assertEquals(text, Utf8Sanitizer.text(hex(bytes)), bytes);
    char[] characters = new char[hex(bytes).length()];
    assertEquals(text, new String(characters, 0, Utf8Sanitizer.decode(hex(bytes), characters.length, characters)), bytes);
  }

  @ParameterizedTest
  @CsvSource({"66 01 1f 78", "66 7f 78", "66 c2 85 78", "ef b7 90", "ef bf bf", "f0 9f bf be", "'', ''", "00", "c3 a9",
      "f4 8f bf bf"})
  void copiesEveryCharacterEvenControlsAndNonCharacters(String bytes) {
    becomes(bytes, bytes);
  }

  @ParameterizedTest
  @CsvSource({
      "66 ff fe 78, 66 R R 78", "c3 a9 ff, c3 a9 R", "80 78, R 78", "66 ff, 66 R", "80 ff fe, R R R", "e1 80 78, R 78",
      "68 e1 80, 68 R",
      "ed a0 80, R R R", "e0 9f bf, R R R"})
  void replacesEachInvalidRun(String bytes, String expected) {
    becomes(bytes, expected);
  }

  @ParameterizedTest
  @CsvSource({
      "c0 af, R R", "c1 80, R R", "f5 80 80 80, R R R R", "ff, R", "c2, R", "c2 7f, R 7f", "df c0, R R", "e0 a0, R",
      "e0 a0 7f, R 7f",
      "e1 7f 80, R 7f R", "ec bf c2 80, R c2 80", "ed 9f, R", "ed 9f bf, ed 9f bf", "ee 80 80, ee 80 80", "f0 8f 80 80, R R R R",
      "f0 90, R", "f0 90 80, R", "f0 90 80 41, R 41", "f0 90 80 80, f0 90 80 80", "f1 80 c0, R R", "f3 bf bf ff, R R",
      "f4 90 80 80, R R R R", "f4 8f 41, R 41"})
  void followsTheTableOfLeadBytes(String bytes, String expected) {
    becomes(bytes, expected);
  }

  @Test
  void differsFromJavaOnlyForEncodedSurrogates() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    int[] leads = {0x41, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff, 0x9f, 0xa0, 0x90, 0x8f};
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(8)];
      boolean surrogate = false;
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) leads[random.nextInt(leads.length)];
        surrogate |= i > 0 && bytes[i - 1] == (byte) 0xed && (bytes[i] & 0xe0) == 0xa0;
      }
      if (!surrogate) {
        String java = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(java, Utf8Sanitizer.text(Text.copyOf(bytes)), HexFormat.of().formatHex(bytes) + ", seed " + seed);
      }
    }
  }
}
