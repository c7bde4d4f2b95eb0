package org.eyas.fleet.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditRecordReaderTest {
  private static final String EVENT =
      "{\"kind\":\"Event\",\"auditID\":\"1f\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-11-28T09:00:00.5Z\","
          + "\"verb\":\"create\",\"user\":{\"username\":\"eve\",\"groups\":[\"a\",\"b\"]},\"requestURI\":\"/api?limit=5\"}";

  private static List<AuditRecordReader.AuditEventJson> read(String json) throws BadAlertException {
    return new AuditRecordReader().read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void aRecordIsAnEventOrAListOrAnArray() throws BadAlertException {
    assertEquals(List.of(EVENT), read(EVENT).stream().map(item -> text(item.json())).toList());
    String list = "{\"kind\":\"EventList\",\"items\":[" + EVENT + "," + EVENT + "]}";
    assertEquals(List.of(EVENT, EVENT), read(list).stream().map(item -> text(item.json())).toList());
    assertEquals(3, read("[" + list + "," + EVENT + "]").size());
    assertEquals(Instant.parse("2026-11-28T09:00:00.5Z").toEpochMilli() * 1_000_000, read(list).getLast().nanos());
  }

  @Test
  void whatIsNotAnEventDoesNotHideTheOthers() throws BadAlertException {
    List<String> faults =
        read("[{\"kind\":\"Pod\"}," + EVENT + ",{\"kind\":\"Event\",\"auditID\":\"2\"}]").stream()
            .map(AuditRecordReader.AuditEventJson::fault)
            .toList();
    assertEquals(
        List.of("it is neither an Event nor an EventList with items", "", "it has no stageTimestamp in the form of RFC 3339"),
        faults);
    assertThrows(BadAlertException.class, () -> read("not JSON"));
  }

  @Test
  void anEventGetsTheFormOfAnAlertWithTheFieldsThatRulesUse() throws BadAlertException {
    AuditAlertConverter form =
        new AuditAlertConverter(
            List.of("ka.verb", "ka.user.groups", "ka.uri.param[limit]", "ka.target.name", "alert.source", "proc.name"));
    AlertEvent event = form.read(EVENT.getBytes(StandardCharsets.UTF_8), "t/0@1", 7, new AlertEvent());
    assertEquals(
        "{\"output_fields\":{\"ka.uri.param[limit]\":\"5\",\"ka.user.groups\":[\"a\",\"b\"],\"ka.verb\":\"create\"},"
            + "\"source\":\"k8s_audit\"}",
        text(event.json().bytes()));
    assertEquals("1f/ResponseComplete", event.id());
    assertEquals(7, event.timestampNanos());
  }

  @Test
  void anEventWithAnIdThatIsTooLongHasItsPlaceInstead() throws BadAlertException {
    byte[] json = EVENT.replace("1f", "1".repeat(200)).getBytes(StandardCharsets.UTF_8);
    assertEquals("t/0@1", new AuditAlertConverter(List.of()).read(json, "t/0@1", 7, new AlertEvent()).id());
  }
}
