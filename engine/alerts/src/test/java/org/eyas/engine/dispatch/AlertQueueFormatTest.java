package org.eyas.engine.dispatch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertQueueFormatTest {
  private static final int PRIORITY_AT = 9;
  private static final int RULE_AT = 10;

  private final AlertQueueFormat format =
      new AlertQueueFormat(
          new AlertRenderer(new RenderOptions(false, true, false, true, true, false, false, "h"), FalcoVersion.V0_44)::render);

  private static byte[] stored() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("number", new BigInteger("18446744073709551615"));
    fields.put("list", List.of("a", 5L));
    return AlertCodec.of(new Alert(1, Priority.NOTICE, "rule", "syscall", "message", fields, new TreeSet<>(List.of("tag"))));
  }

  private void assertUnreadable(byte[] bytes) {
    Alert read = format.read(bytes).alert();
    assertTrue(read.message().contains("cannot be read"), read.message());
  }

  @Test
  void anAlertWithWhatThisVersionDoesNotKnowIsReadAsAnAlertThatSaysSo() {
    byte[] priority = stored();
    priority[PRIORITY_AT] = 99;
    assertUnreadable(priority);
    byte[] length = stored();
    length[RULE_AT] = -1;
    assertUnreadable(length);
    byte[] number = stored();
    number[new String(number, StandardCharsets.ISO_8859_1).indexOf("18446744073709551615")] = 'x';
    assertUnreadable(number);
  }

  @Test
  void noChangeOfAByteIsAFailure() {
    for (int at = 0; at < stored().length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = stored();
        bytes[at] ^= (byte) (1 << bit);
        assertDoesNotThrow(() -> format.read(bytes));
      }
    }
  }
}
