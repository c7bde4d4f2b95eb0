package org.eyas.fields.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogLineTest {
  private final SyslogLine line = new SyslogLine();

  @Test
  void aPriorityIsAFacilityAndASeverity() {
    assertTrue(line.wrap(Text.of("<34>Oct 11 22:14:15 su: failed for root")));
    assertEquals(4, line.facility());
    assertEquals(2, line.severity());
    assertEquals("Oct 11 22:14:15 su: failed for root", line.message().toString());
  }

  @Test
  void theMessageMayBeEmptyAndTheNumberLarge() {
    assertTrue(line.wrap(Text.of("<0>")));
    assertEquals("", line.message().toString());
    assertTrue(line.wrap(Text.of("<1000>x")));
    assertEquals(125, line.facility());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<", "<>", "<>x", "<34", "no priority", "<-1>x", "<3 4>x", "<99999999999>x", "<1234567890123456>x"})
  void whatHasNoPriorityIsNoMessage(String text) {
    assertFalse(line.wrap(Text.of(text)));
  }

  @Test
  void anyBytesAreTakenWithoutAnError() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    System.out.println("SyslogLineTest seed " + seed);
    Random random = new Random(seed);
    byte[] alphabet = "<>0123456789 \0x".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[random.nextInt(20)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = alphabet[random.nextInt(alphabet.length)];
      }
      if (line.wrap(Text.copyOf(bytes))) {
        assertTrue(line.message().length() < bytes.length - 1);
        assertTrue(line.severity() >= 0 && line.severity() < 8);
      }
    }
  }
}
