package org.eyas.output.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.payload.PayloadMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedMessageTest {
  private static String key(String field) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("container.id", "0123");
    fields.put("proc.pid", 7L);
    fields.put("proc.tty", null);
    fields.put("fd.ip", List.of());
    return new RecordKeyChooser(field, "shop").of(new Alert(0, Priority.NOTICE, "Rule", "syscall", "m", fields, new TreeSet<>()));
  }

  @Test
  void theKeyIsTheHostTheRuleOrAField() {
    assertEquals("shop", key("hostname"));
    assertEquals("Rule", key("rule"));
    assertEquals("0123", key("container.id"));
    assertEquals("7", key("proc.pid"));
  }

  @Test
  void anAlertWithoutTheFieldHasTheHostAsItsKey() {
    assertEquals("shop", key("proc.tty"));
    assertEquals("shop", key("k8s.pod.name"));
    assertEquals("shop", key("fd.ip"));
  }

  @Test
  void aRecordOnDiskIsReadAsItWasWritten() {
    StoredKeyedMessageFormat format = new StoredKeyedMessageFormat();
    KeyedMessage entry = new KeyedMessage("größer\n", new PayloadMessage("application/json", "{\"a\": \"\n漢\"}"));
    assertEquals(entry, format.read(format.bytes(entry)));
    KeyedMessage empty = new KeyedMessage("", new PayloadMessage("", ""));
    assertEquals(empty, format.read(format.bytes(empty)));
  }

  @Test
  void bytesThatAreNotARecordAreSentAsTheyAre() {
    byte[] damaged = "\u0000\u0000\u0001\u0000x".getBytes(StandardCharsets.UTF_8);
    assertEquals("application/octet-stream", new StoredKeyedMessageFormat().read(damaged).message().contentType());
    assertEquals("", new StoredKeyedMessageFormat().read(new byte[0]).message().body());
  }
}
