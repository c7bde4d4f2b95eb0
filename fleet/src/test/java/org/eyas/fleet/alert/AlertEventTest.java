package org.eyas.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlertEventTest {
  private static AlertEvent read(String json) throws BadAlertException {
    return new AlertEvent().read(json.getBytes(StandardCharsets.UTF_8), "alerts/0@7");
  }

  private static String fault(String json) {
    return assertThrows(BadAlertException.class, () -> read(json)).getMessage();
  }

  @Test
  void theTimeHasAllNanoseconds() throws BadAlertException {
    AlertEvent alert = read("{\"rule\":\"r\",\"time\":\"2026-11-28T09:30:00.000000001Z\"}");
    assertEquals(1_795_858_200_000_000_001L, alert.timestampNanos());
    assertEquals("2026-11-28T09:30:00.000000001Z", HostAlertTime.date(alert.timestampNanos()));
    assertEquals("09:30:00.000000001", HostAlertTime.clock(alert.timestampNanos()));
  }

  @Test
  void anAlertHasItsOwnIdOrThePlaceOfItsRecord() throws BadAlertException {
    String begin = "{\"rule\":\"r\",\"time\":\"2026-11-28T09:30:00Z\"";
    assertEquals("alerts/0@7", read(begin + "}").id());
    String fields = ",\"output_fields\":{\"eyas.alert.id\":\"";
    assertEquals("4711", read(begin + fields + "4711\"}}").id());
    assertEquals("alerts/0@7", read(begin + fields + "4".repeat(70_000) + "\"}}").id());
  }

  @Test
  void aBadRecordSaysWhatIsWrong() {
    assertEquals("it is not a JSON object", fault("[1]"));
    assertEquals("it has no text 'time', which every alert has", fault("{\"rule\":\"r\"}"));
    assertEquals("it has no text 'rule', which every alert has", fault("{\"time\":\"2026-11-28T09:30:00Z\",\"rule\":3}"));
    assertEquals(
        "'time' is not a time such as 2026-11-28T09:30:00.000000000Z: 'now'", fault("{\"rule\":\"r\",\"time\":\"now\"}"));
    assertEquals(
        "'time' is not a time such as 2026-11-28T09:30:00.000000000Z: '+99999-01-01T00:00:00Z'",
        fault("{\"rule\":\"r\",\"time\":\"+99999-01-01T00:00:00Z\"}"));
    assertEquals(
        "'time' is not a time such as 2026-11-28T09:30:00.000000000Z: '" + "x".repeat(100) + "...'",
        fault("{\"rule\":\"r\",\"time\":\"" + "x".repeat(90_000) + "\"}"));
    assertEquals("it is not JSON", fault("{").substring(0, 14));
    assertEquals("it is not JSON", fault("").substring(0, 14));
  }
}
