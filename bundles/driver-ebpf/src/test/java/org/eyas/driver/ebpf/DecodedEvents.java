package org.eyas.driver.ebpf;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** Recorded events as the engine reads them: numbers with the sign of their type, texts without their zero. */
final class DecodedEvents {
  private DecodedEvents() {}

  static Event of(RecordedEvent event) {
    EventType type = EventSchema.current().type(event.code());
    List<String> params = event.params();
    @Nullable Object[] values = new Object[params.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = params.get(i).equals("-") ? null : value(type.params().get(i).type(), HexFormat.of().parseHex(params.get(i)));
    }
    return FakeEvent.of(type, values);
  }

  private static Object value(ValueType type, byte[] bytes) {
    if (type.form() == Form.TEXT) {
      return new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1);
    }
    return type.isNumber() ? (Object) number(bytes, type.form() == Form.SIGNED) : bytes;
  }

  private static long number(byte[] bytes, boolean signed) {
    long value = signed ? bytes[bytes.length - 1] >> 7 : 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xff;
    }
    return value;
  }
}
