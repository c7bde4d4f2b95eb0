package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads requests with OpenTelemetry's own messages, which do not allow unknown names. */
class OtlpPayloadTest {
  private static ResourceLogs logs(RenderedAlert alert) throws Exception {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    JsonFormat.parser().merge(PayloadFormats.named("otlp", "shop").of(alert).body(), request);
    assertEquals(1, request.getResourceLogsCount());
    return request.getResourceLogs(0);
  }

  private static LogRecord logRecord(RenderedAlert alert) throws Exception {
    return logs(alert).getScopeLogs(0).getLogRecords(0);
  }

  private static Map<String, AnyValue> values(List<KeyValue> attributes) {
    return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  private static String text(Map<String, AnyValue> attributes, String name) {
    AnyValue value = attributes.getOrDefault(name, AnyValue.getDefaultInstance());
    return value.hasArrayValue() ? value.getArrayValue().getValues(0).getStringValue() : value.getStringValue();
  }

  @Test
  void everyAlertIsALogRecord() throws Exception {
    for (RenderedAlert alert : TestAlerts.all()) {
      LogRecord logRecord = logRecord(alert);
      assertEquals(TestAlerts.NANOS, logRecord.getTimeUnixNano());
      assertEquals(alert.alert().priority().label(), logRecord.getSeverityText());
    }
  }

  @Test
  void theBodyIsTheOutputAndTheRuleAndTheFieldsAreAttributes() throws Exception {
    LogRecord logRecord = logRecord(TestAlerts.full());
    assertEquals("22:13:20.123456789: Error curl connects", logRecord.getBody().getStringValue());
    assertEquals(SeverityNumber.SEVERITY_NUMBER_ERROR, logRecord.getSeverityNumber());
    Map<String, AnyValue> attributes = values(logRecord.getAttributesList());
    assertEquals("Download", text(attributes, "security_rule.name"));
    assertEquals("syscall", text(attributes, "eyas.source"));
    assertEquals("T1059.004", text(attributes, "eyas.tags"));
    assertEquals("curl -s evil", text(attributes, "proc.cmdline"));
    assertEquals(443, attributes.get("fd.sport").getIntValue());
  }

  /** With eyas.alert_ids, the id is also a field. */
  @Test
  void theIdOfTheAlertIsOneAttribute() throws Exception {
    Alert alert = TestAlerts.full().alert();
    for (Alert given : List.of(alert, AlertId.addedTo(alert))) {
      List<KeyValue> attributes = logRecord(new RenderedAlert(given, "text", "{}", "text")).getAttributesList();
      assertEquals(AlertId.of(alert), text(values(attributes), "eyas.alert.id"));
    }
  }

  @Test
  void theResourceNamesHostContainerAndPod() throws Exception {
    Map<String, AnyValue> resource = values(logs(TestAlerts.full()).getResource().getAttributesList());
    assertEquals(
        List.of("eyas", "shop", "3ad7b26ded6d", "web", "docker.io/nginx", "1.29", "shop", "web-1"),
        List.of("service.name", "host.name", "container.id", "container.name", "container.image.name", "container.image.tags",
            "k8s.namespace.name", "k8s.pod.name").stream().map(name -> text(resource, name)).toList());
    assertFalse(values(logs(TestAlerts.ofHost()).getResource().getAttributesList()).containsKey("container.id"));
  }

  /** The published names, with their types. */
  private static Map<String, String> conventions() throws IOException {
    String file = "otlp-1.44.0.tsv";
    try (InputStream in = Objects.requireNonNull(OtlpPayloadTest.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1)).collect(Collectors.toMap(row -> row[0], row -> row[1]));
    }
  }

  @Test
  void allNamesOfTheResourceAreThoseOfTheSemanticConventions() throws Exception {
    Map<String, String> published = conventions();
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    DocumentLayout.of("otlp.tsv").names().stream().filter(name -> name.contains(".")).forEach(name -> fields.put(name, "x"));
    ResourceLogs logs = logs(TestAlerts.alert(Priority.DEBUG, "r", "m", fields));
    assertEquals(12, logs.getResource().getAttributesCount(), "each of the table has a value");
    logs.getResource().getAttributesList().forEach(attribute -> {
      String type = published.getOrDefault(attribute.getKey(), "no attribute of the conventions");
      assertEquals(attribute.getValue().hasArrayValue() ? "string[]" : "string", type.replace("enum", "string"),
          attribute.getKey());
    });
    assertEquals("string", published.get("security_rule.name"));
  }

  @Test
  void everyPriorityHasTheNumberThatOpenTelemetryGivesToSyslog() throws Exception {
    int[] expected = {21, 19, 18, 17, 13, 10, 9, 5};
    for (Priority priority : Priority.values()) {
      RenderedAlert alert = TestAlerts.alert(priority, "r", "m", new TreeMap<>());
      assertEquals(expected[priority.ordinal()], logRecord(alert).getSeverityNumberValue(), priority.label());
    }
  }

  @Test
  void numbersKeepTheirTypeAndTheirDigits() throws Exception {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.putAll(Map.of("a", Long.MIN_VALUE, "b", 0.5, "c", true, "d", BigInteger.TWO.pow(64).subtract(BigInteger.ONE)));
    fields.putAll(Map.of("e", Double.NaN, "f", List.of(1L, "x")));
    fields.put("g", null);
    Map<String, AnyValue> attributes =
        values(logRecord(TestAlerts.alert(Priority.DEBUG, "r", "m", fields)).getAttributesList());
    assertEquals(Long.MIN_VALUE, attributes.get("a").getIntValue());
    assertEquals(0.5, attributes.get("b").getDoubleValue());
    assertEquals(true, attributes.get("c").getBoolValue());
    assertEquals("18446744073709551615", attributes.get("d").getStringValue());
    assertEquals("NaN", attributes.get("e").getStringValue());
    assertEquals(1, attributes.get("f").getArrayValue().getValues(0).getIntValue());
    assertFalse(attributes.containsKey("g"));
  }
}
