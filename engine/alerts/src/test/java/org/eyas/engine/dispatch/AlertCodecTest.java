package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertCodecTest {
  private static Alert full() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("text", "größer \u0000 \uD83D\uDE00");
    fields.put("long", Long.MIN_VALUE);
    fields.put("double", 0.1);
    fields.put("yes", true);
    fields.put("no", false);
    fields.put("unsigned", new BigInteger("18446744073709551615"));
    fields.put("none", null);
    fields.put("list", Arrays.asList("a", 5L, null, List.of("b")));
    return new Alert(
        1_700_000_000_123_456_789L, Priority.CRITICAL, "Rule ü", "syscall", "message\nof two lines", fields,
        new TreeSet<>(List.of("T1", "container")), 4_711);
  }

  @Test
  void anAlertIsReadBackUnchanged() throws IOException {
    assertEquals(full(), AlertCodec.read(AlertCodec.of(full())));
  }

  @Test
  void anAlertOfAnEarlierVersionHasNoThread() throws IOException {
    byte[] bytes = AlertCodec.of(full());
    Alert read = AlertCodec.read(Arrays.copyOf(bytes, bytes.length - Long.BYTES));
    assertEquals(0, read.threadId());
    assertEquals(full().message(), read.message());
  }

  @Test
  void incompleteBytesAndOtherFormatsAreErrors() {
    byte[] bytes = AlertCodec.of(full());
    for (int length : new int[] {0, 1, 9, 20, bytes.length / 2, bytes.length - 1}) {
      assertThrows(IOException.class, () -> AlertCodec.read(Arrays.copyOf(bytes, length)), "length " + length);
    }
    bytes[0] = 9;
    String message = assertThrows(IOException.class, () -> AlertCodec.read(bytes)).getMessage();
    assertEquals("the alert has format 9; this version reads format 1", message);
  }
}
