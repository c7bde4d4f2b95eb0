package org.eyas.core.dispatch;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.core.json.JsonText;
import org.jspecify.annotations.Nullable;

/** Makes the text line and the JSON object of an alert, as Falco 0.44 prints them. */
public final class AlertRenderer {
  private static final String INTERNAL = "internal";
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'+0000'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final RenderOptions options;
  private final DateTimeFormatter lineTime;
  private final String timeField;

  public AlertRenderer(RenderOptions options) {
    this(options, ZoneId.systemDefault());
  }

  AlertRenderer(RenderOptions options, ZoneId zone) {
    this.options = options;
    lineTime =
        options.iso8601() ? ISO : DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn", Locale.ROOT).withZone(zone);
    timeField = options.iso8601() ? "evt.time.iso8601" : "evt.time";
  }

  public RenderedAlert render(Alert alert) {
    String text = line(alert);
    String json = json(alert, text);
    return new RenderedAlert(alert, text, json, options.json() ? json : text);
  }

  private String line(Alert alert) {
    Instant time = Instant.ofEpochSecond(0, alert.timestampNanos());
    String line = lineTime.format(time) + ": " + alert.priority().label() + " " + alert.message();
    return alert.source().equals(INTERNAL) ? line + " (" + pairs(alert.fields()) + ")" : line;
  }

  private static String pairs(Map<String, @Nullable Object> fields) {
    StringBuilder out = new StringBuilder();
    fields.forEach(
        (key, value) -> JsonText.append(out.append(out.isEmpty() ? "" : " ").append(key).append('='), value));
    return out.toString();
  }

  private String json(Alert alert, String line) {
    boolean internal = alert.source().equals(INTERNAL);
    Map<String, @Nullable Object> object = new TreeMap<>();
    object.put("hostname", options.hostname());
    object.put("priority", alert.priority().label());
    object.put("rule", alert.rule());
    object.put("source", alert.source());
    object.put("time", UTC.format(Instant.ofEpochSecond(0, alert.timestampNanos())));
    if (internal) {
      object.put("output", alert.message());
      object.put("output_fields", alert.fields());
      return JsonText.of(object);
    }
    if (options.output()) {
      object.put("output", line);
    }
    if (options.message()) {
      object.put("message", alert.message());
    }
    if (options.tags()) {
      object.put("tags", alert.tags());
    }
    if (options.fields()) {
      Map<String, @Nullable Object> fields = new TreeMap<>(alert.fields());
      fields.put(timeField, alert.timestampNanos());
      object.put("output_fields", fields);
    }
    return JsonText.of(object);
  }
}
