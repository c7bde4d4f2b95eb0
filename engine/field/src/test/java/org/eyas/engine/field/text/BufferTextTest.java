package org.eyas.engine.field.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BufferTextTest {
  @AfterEach
  void printAsUsual() {
    BufferText.printInBase64(false);
  }

  private static String printed(byte[] bytes, int limit) {
    ByteBuilder out = new ByteBuilder();
    BufferText.append(Text.of(new String(bytes, StandardCharsets.ISO_8859_1)), limit, out);
    return out.view().toString();
  }

  @Test
  void printsADotForUnprintableBytes() {
    assertEquals("GET /.", printed("GET /\n".getBytes(StandardCharsets.US_ASCII), 100));
    assertEquals("GET", printed("GET /\n".getBytes(StandardCharsets.US_ASCII), 3));
  }

  @Test
  void printsTheWholeBufferInBase64IfSet() {
    BufferText.printInBase64(true);
    Random random = new Random(20_26);
    for (int length = 0; length < 50; length++) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) random.nextInt(128); // the bytes that a Text of the test can hold
      }
      assertEquals(Base64.getEncoder().encodeToString(bytes), printed(bytes, 4), "seed 2026, length " + length);
    }
  }
}
