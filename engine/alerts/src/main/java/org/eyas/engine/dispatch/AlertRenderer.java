package org.eyas.engine.dispatch;

import java.time.ZoneId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.data.VisibleText;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.json.write.CompactJson;
import org.eyas.json.write.JsonEscaping;
import org.jspecify.annotations.Nullable;

/** Renders an alert as a text line and as a JSON object, as Falco prints them. May be used from any thread. */
public final class AlertRenderer {
  private static final String INTERNAL = "internal";
  private static final int LINE_CHARS = 512;
  private static final int JSON_CHARS = 2_048;

  private final RenderOptions options;
  private final FalcoVersion version;
  private final AlertTimeFormat times;
  private final String timeField;

  /** @param version decides whether text lines are escaped */
  public AlertRenderer(RenderOptions options, FalcoVersion version) {
    this(options, version, ZoneId.systemDefault());
  }

  AlertRenderer(RenderOptions options, FalcoVersion version, ZoneId zone) {
    this.options = options;
    this.version = version;
    times = new AlertTimeFormat(options.iso8601(), zone);
    timeField = options.iso8601() ? "evt.time.iso8601" : "evt.time";
  }

  /** Creates the configured rendering at once, and the other one when a channel needs it. */
  public RenderedAlert render(Alert raised) {
    Alert identified = options.ids() ? AlertId.addedTo(raised) : raised;
    RenderedAlert rendered = renderOnDemand(AlertLink.addedTo(identified, options.consoleUrl()));
    rendered.preferred();
    return rendered;
  }

  /** Creates both renderings when a channel needs them. */
  RenderedAlert renderOnDemand(Alert alert) {
    return new RenderedAlert(alert, new Pending(alert), options.json());
  }

  private final class Pending implements RenderedAlert.Renderer {
    private final Alert alert;

    Pending(Alert alert) {
      this.alert = alert;
    }

    @Override
    public String text() {
      StringBuilder line = new StringBuilder(LINE_CHARS);
      intro(alert, line);
      if (alert.source().equals(INTERNAL)) {
        line.append(VisibleText.withControls(alert.message()));
        pairs(alert.fields(), line.append(" (")).append(')');
      } else if (version.escapesText()) {
        JsonEscaping.NAMES.escape(line, alert.message());
      } else {
        line.append(VisibleText.withControls(alert.message()));
      }
      return line.toString();
    }

    @Override
    public String json() {
      return AlertRenderer.this.json(alert);
    }
  }

  // The beginning of the line, before the message; none of it needs escapes in JSON.
  private StringBuilder intro(Alert alert, StringBuilder line) {
    times.appendLine(alert.timestampNanos(), line);
    return line.append(": ").append(alert.priority().label()).append(' ');
  }

  private static StringBuilder pairs(Map<String, @Nullable Object> fields, StringBuilder out) {
    String before = "";
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      CompactJson.append(out.append(before).append(field.getKey()).append('='), field.getValue());
      before = " ";
    }
    return out;
  }

  // The keys are in alphabetical order.
  private String json(Alert alert) {
    boolean internal = alert.source().equals(INTERNAL);
    StringBuilder out = new StringBuilder(JSON_CHARS);
    text("{\"hostname\":", options.hostname(), out);
    if (!internal && options.message()) {
      text(",\"message\":", alert.message(), out);
    }
    if (internal) {
      text(",\"output\":", alert.message(), out);
    } else if (options.output()) {
      JsonEscaping.NAMES.escape(intro(alert, out.append(",\"output\":\"")), alert.message());
      out.append('"');
    }
    if (internal || options.fields()) {
      CompactJson.append(out.append(",\"output_fields\":"), internal ? alert.fields() : timed(alert));
    }
    text(",\"priority\":", alert.priority().label(), out);
    text(",\"rule\":", alert.rule(), out);
    text(",\"source\":", alert.source(), out);
    if (!internal && options.tags()) {
      CompactJson.append(out.append(",\"tags\":"), alert.tags());
    }
    times.appendUtc(alert.timestampNanos(), out.append(",\"time\":\""));
    return out.append("\"}").toString();
  }

  private static void text(String key, String value, StringBuilder out) {
    JsonEscaping.NAMES.escape(out.append(key).append('"'), value);
    out.append('"');
  }

  // Alerts of rules already contain the time as a field.
  private SortedMap<String, @Nullable Object> timed(Alert alert) {
    if (alert.fields().containsKey(timeField)) {
      return alert.fields();
    }
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(alert.fields());
    fields.put(timeField, alert.timestampNanos());
    return fields;
  }
}
