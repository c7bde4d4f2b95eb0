package org.eyas.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteEntropyTest {
  private final ByteEntropy entropy = new ByteEntropy();

  private long of(String text) {
    entropy.clear();
    for (byte each : text.getBytes(StandardCharsets.ISO_8859_1)) {
      entropy.add(each & 0xff);
    }
    return entropy.hundredths();
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "aaaa, 0", "ab, 100", "abcd, 200", "aab, 92", "\u00ff\u00fe, 100"})
  void countsHundredthsOfABit(String text, long expected) {
    assertEquals(expected, of(text));
    assertEquals(expected, of(text), "nothing stays of the text before");
  }

  @Test
  void hasEightBitsWhereAllBytesAreEquallyOften() {
    for (int i = 0; i < 512; i++) {
      entropy.add(i & 0xff);
    }
    assertEquals(800, entropy.hundredths());
  }
}
