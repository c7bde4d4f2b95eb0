package org.eyas.engine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;

class RawByteTextTest {
  private static Text hex(String digits) {
    return Text.copyOf(HexFormat.of().parseHex(digits));
  }

  @Test
  void anyBytesSurviveTheWayThroughAString() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(10)];
      random.nextBytes(bytes);
      Text text = Text.copyOf(bytes);
      String string = RawByteText.string(text);
      assertEquals(text, RawByteText.bytes(string), HexFormat.of().formatHex(bytes) + ", seed " + seed);
      assertEquals(Utf8Sanitizer.text(text).equals(string), !RawByteText.hasRawBytes(string));
      assertEquals(Utf8Sanitizer.text(text), RawByteText.shown(string));
    }
  }

  @Test
  void validTextIsItself() {
    String text = "a é \ud83d\ude00 \0 \ufffd \udbff\udcff";
    assertEquals(text, RawByteText.string(Text.of(text)));
    assertEquals(Text.of(text), RawByteText.bytes(text));
    assertFalse(RawByteText.hasRawBytes(text), "the second half of a pair is not a byte");
  }

  @Test
  void aByteIsALoneSurrogate() {
    assertEquals("a\udcffb", RawByteText.string(hex("61ff62")));
    assertEquals(hex("e282"), RawByteText.bytes("\udce2\udc82"));
    assertEquals("\ufffd", RawByteText.shown("\udce2\udc82"), "a broken character is shown as one");
    assertTrue(RawByteText.hasRawBytes("\ud83d\ude00\udcff"));
    assertEquals(hex("f09f9880ff"), RawByteText.bytes("\ud83d\ude00\udcff"));
  }

  @Test
  void loneSurrogatesOfOtherOriginAreNoBytes() {
    assertEquals("a?b??\ud83d\ude00", RawByteText.withoutLoneSurrogates("a\udcffb\ud83d\ud83e\ud83d\ude00"));
    assertEquals(hex("3f"), RawByteText.bytes("\ud83d"));
    assertEquals(hex("3f"), RawByteText.bytes("\udc7f"));
  }
}
