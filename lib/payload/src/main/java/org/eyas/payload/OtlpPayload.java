package org.eyas.payload;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request of OTLP/HTTP in JSON with one log record. The body of the record is the output of the alert, its
 * attributes are the rule and the fields. Its resource names the host, the container and the pod by OpenTelemetry's
 * semantic conventions, see otlp.tsv.
 */
final class OtlpPayload implements AlertPayload {
  private static final DocumentLayout RESOURCE = DocumentLayout.of("otlp.tsv");

  private final String hostname;

  OtlpPayload(String hostname) {
    this.hostname = hostname;
  }

  @Override
  public PayloadMessage of(RenderedAlert rendered) {
    TemplateAlertValues values = new TemplateAlertValues(rendered, hostname);
    List<Object> resource = new ArrayList<>();
    RESOURCE.forEach(values, (name, value) -> resource.add(attribute(name, value)));
    Map<String, Object> scope = members("scope", members("name", "org.eyas"), "logRecords", List.of(logRecord(values)));
    Map<String, Object> logs = members("resource", members("attributes", resource), "scopeLogs", List.of(scope));
    return new PayloadMessage("application/json", JsonValue.of(members("resourceLogs", List.of(logs))));
  }

  // In OTLP's JSON, 64-bit numbers are strings. A rule raises its alert at the event, so the event and the record have
  // one time.
  private static Map<String, Object> logRecord(TemplateAlertValues values) {
    String nanos = String.valueOf(values.alert().timestampNanos());
    Map<String, Object> logRecord = members("timeUnixNano", nanos, "observedTimeUnixNano", nanos);
    logRecord.putAll(members("severityNumber", named(values, "otel_severity"), "severityText", named(values, "priority")));
    logRecord.putAll(members("body", any(named(values, "output")), "attributes", attributes(values)));
    return logRecord;
  }

  private static Object named(TemplateAlertValues values, String name) {
    Object value = values.layoutValue(name);
    return value == null ? "" : value;
  }

  private static List<Object> attributes(TemplateAlertValues values) {
    Alert alert = values.alert();
    List<Object> attributes = new ArrayList<>();
    attributes.add(attribute("security_rule.name", alert.rule()));
    attributes.add(attribute(AlertId.FIELD, AlertId.of(alert)));
    attributes.add(attribute("eyas.source", alert.source()));
    attributes.add(attribute("eyas.tags", List.copyOf(alert.tags())));
    alert.fields().forEach((name, value) -> {
      if (value != null && !name.equals(AlertId.FIELD)) {
        attributes.add(attribute(name, value));
      }
    });
    return attributes;
  }

  private static Map<String, Object> attribute(String name, Object value) {
    return members("key", name, "value", any(value));
  }

  private static Map<String, Object> any(@Nullable Object value) {
    return switch (value) {
      case Long number -> members("intValue", number.toString());
      case BigInteger number when number.bitLength() < Long.SIZE -> members("intValue", number.toString());
      case Double number when Double.isFinite(number) -> members("doubleValue", number);
      case Boolean flag -> members("boolValue", flag);
      case List<?> list -> members("arrayValue", members("values", list.stream().map(OtlpPayload::any).toList()));
      default -> members("stringValue", String.valueOf(value));
    };
  }

  private static Map<String, Object> members(String name, Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(name, value);
    return members;
  }

  private static Map<String, Object> members(String name, Object value, String other, Object otherValue) {
    Map<String, Object> members = members(name, value);
    members.put(other, otherValue);
    return members;
  }
}
