package org.eyas.fleet.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AlertDeserializerTest {
  private static final long WRITTEN_MILLIS = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();

  private static AlertRecord read(String json, long writtenMillis) {
    return read("alerts", json, writtenMillis).getFirst();
  }

  private static List<AlertRecord> read(String topic, String json, long writtenMillis) {
    List<AlertRecord> records = new ArrayList<>();
    Collector<AlertRecord> out = new Collector<>() {
      @Override
      public void collect(AlertRecord record) {
        records.add(record);
      }

      @Override
      public void close() {}
    };
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    new AlertDeserializer(List.of("audit")).deserialize(
        new ConsumerRecord<>(topic, 0, 7, writtenMillis, TimestampType.CREATE_TIME, 0, value.length, new byte[0], value,
            new RecordHeaders(), Optional.empty()),
        out);
    return records;
  }

  private static String alert(String time) {
    return "{\"rule\":\"r\",\"time\":\"" + time + "\"}";
  }

  @Test
  void anAlertIsNotNewerThanItsRecord() {
    assertEquals(WRITTEN_MILLIS * 1_000_000, read(alert("2026-01-02T03:05:05Z"), WRITTEN_MILLIS).nanos());
    assertEquals((WRITTEN_MILLIS - 1) * 1_000_000, read(alert("2026-01-02T03:04:04.999Z"), WRITTEN_MILLIS).nanos());
  }

  @Test
  void anAlertIsNotNewerThanTheClockIfItsRecordHasNoTime() {
    long before = System.currentTimeMillis();
    long millis = read(alert("2099-01-01T00:00:00Z"), -1).nanos() / 1_000_000;
    assertTrue(millis >= before && millis <= System.currentTimeMillis(), () -> "it counts at " + Instant.ofEpochMilli(millis));
  }

  @Test
  void aBadRecordHasTheTimeOfItsRecord() {
    AlertRecord bad = read("not JSON", WRITTEN_MILLIS);
    assertTrue(bad.isBad());
    assertEquals(WRITTEN_MILLIS, bad.millis());
    assertEquals(7, bad.offset());
  }

  @Test
  void aLargeRecordIsBad() {
    String json = alert("2026-01-02T03:04:05Z");
    assertEquals("", read(json + " ".repeat(102_400 - json.length()), WRITTEN_MILLIS).fault());
    assertEquals(
        "it has 102401 bytes; an alert has at most 102400",
        read(json + " ".repeat(102_401 - json.length()), WRITTEN_MILLIS).fault());
  }

  @Test
  void aRecordOfAuditEventsGivesSeveral() {
    String event = "{\"kind\":\"Event\",\"auditID\":\"1\",\"stageTimestamp\":\"%s\"}";
    String list = "[" + event.formatted("2026-01-02T03:04:04Z") + "," + event.formatted("2026-01-02T03:05:05Z") + ",{}]";
    List<AlertRecord> records = read("audit", list, WRITTEN_MILLIS);
    assertEquals(
        List.of(WRITTEN_MILLIS - 1_000, WRITTEN_MILLIS, WRITTEN_MILLIS), records.stream().map(AlertRecord::millis).toList());
    assertEquals(List.of(false, false, true), records.stream().map(AlertRecord::isBad).toList());
    assertTrue(records.stream().allMatch(record -> record.audit() && record.offset() == 7));
    assertEquals("it is not JSON", read("audit", "?", WRITTEN_MILLIS).getFirst().fault().substring(0, 14));
  }

  @Test
  void theReportOfABadRecordFitsInARecord() {
    String odd = "\u0001".repeat(1_000_000);
    OutputRecord bad = BadRecordJson.of(odd, odd, odd.getBytes(StandardCharsets.UTF_8));
    int bytes = bad.json().getBytes(StandardCharsets.UTF_8).length + bad.key().length();
    assertTrue(bytes < GroupEvaluationOperator.MOST_BYTES, () -> "it has " + bytes + " bytes");
  }
}
