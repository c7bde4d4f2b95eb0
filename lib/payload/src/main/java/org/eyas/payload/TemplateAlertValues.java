package org.eyas.payload;

import com.samskivert.mustache.Mustache.CustomContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/** The values of an alert that a template can use. docs/http-formats.md lists them for authors of templates. */
final class TemplateAlertValues {
  static final String FIELD = "output_fields.";

  /** Names in the sections {@code fields} and {@code tags}. Names with a dash belong to Mustache. */
  static final Set<String> INNER = Set.of("name", "value", "value_json", ".", "-first", "-last", "-index");

  private static final Pattern TECHNIQUE = Pattern.compile("(T[0-9]{4})(\\.[0-9]{3})?");
  private static final String TACTIC = "mitre_";
  private static final String HOST = "host";

  private static final DateTimeFormatter NANOS = format("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'");
  private static final DateTimeFormatter MILLIS = format("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

  private static final Map<String, Function<TemplateAlertValues, Object>> VALUES =
      Map.ofEntries(
          Map.entry("id", values -> values.id),
          Map.entry("alert_id", values -> AlertId.of(values.alert)),
          Map.entry("hostname", values -> values.hostname),
          Map.entry("priority", values -> values.alert.priority().label()),
          Map.entry("severity", values -> values.alert.priority().ordinal()),
          Map.entry("level", values -> values.level.label()),
          Map.entry("ocsf_severity_id", values -> values.severity.ocsf()),
          Map.entry("ocsf_severity", values -> values.severity.ocsfCaption()),
          Map.entry("elastic_severity", values -> values.severity.elastic()),
          Map.entry("otel_severity", values -> values.severity.otel()),
          Map.entry("color", values -> values.level.color()),
          Map.entry("color_hex", values -> values.level.colorHex()),
          Map.entry("rule", values -> values.alert.rule()),
          Map.entry("source", values -> values.alert.source()),
          Map.entry("message", values -> VisibleText.withControls(values.alert.message())),
          Map.entry("output", TemplateAlertValues::output),
          Map.entry("time", values -> NANOS.format(values.time())),
          Map.entry("time_ms", values -> MILLIS.format(values.time())),
          Map.entry("time_seconds", values -> values.time().getEpochSecond()),
          Map.entry("time_millis", values -> values.time().toEpochMilli()),
          Map.entry("time_nanos", values -> values.alert.timestampNanos()),
          Map.entry("tags", values -> List.copyOf(values.alert.tags())),
          Map.entry("tags_json", values -> JsonValue.of(values.alert.tags())),
          Map.entry("has_tags", values -> !values.alert.tags().isEmpty()),
          Map.entry("techniques", values -> values.tags(tag -> technique(tag, false))),
          Map.entry("subtechniques", values -> values.tags(tag -> technique(tag, true))),
          Map.entry("tactics", values -> values.tags(TemplateAlertValues::tactic)),
          Map.entry("fields", TemplateAlertValues::fields),
          Map.entry("has_fields", values -> !values.alert.fields().isEmpty()),
          Map.entry("output_fields_json", values -> JsonValue.of(values.outputFields())),
          Map.entry("json", TemplateAlertValues::json));

  /** All values that a template can use, except single fields and levels. */
  static final Set<String> NAMES = VALUES.keySet();

  private final RenderedAlert rendered;
  private final Alert alert;
  private final String hostname;
  private final AlertLevel level;
  private final SeverityNumbers severity;
  private final String id = UUID.randomUUID().toString();

  /** @param hostname the name of this machine */
  TemplateAlertValues(RenderedAlert rendered, String hostname) {
    this.rendered = rendered;
    alert = rendered.alert();
    this.hostname = hostname;
    level = AlertLevel.of(alert.priority());
    severity = SeverityNumbers.of(alert.priority());
  }

  static CustomContext context(RenderedAlert rendered, String hostname) {
    return new TemplateValues(new TemplateAlertValues(rendered, hostname)::plain);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  private @Nullable Object plain(String name) {
    if (name.startsWith(FIELD)) {
      return shown(alert.fields().get(name.substring(FIELD.length())));
    }
    if (name.startsWith("is_")) {
      return level.label().equals(name.substring(3));
    }
    Function<TemplateAlertValues, Object> value = VALUES.get(name);
    return value == null ? null : value.apply(this);
  }

  /**
   * The value for a name in a table. The name of a field contains a dot, all other names are in {@link #NAMES}. Null if
   * the value is missing or empty, or says that the process runs in no container.
   */
  @Nullable
  Object layoutValue(String name) {
    Object value = name.contains(".") ? alert.fields().get(name) : plain(name);
    boolean absent = value instanceof Collection<?> list && list.isEmpty() || "".equals(value);
    boolean noContainer = name.startsWith("container.") && HOST.equals(value);
    return absent || noContainer ? null : value;
  }

  Alert alert() {
    return alert;
  }

  // Tags such as T1059.004 and mitre_privilege_escalation.
  private List<String> tags(Function<String, @Nullable String> part) {
    return alert.tags().stream().map(part).filter(Objects::nonNull).distinct().toList();
  }

  private static @Nullable String technique(String tag, boolean sub) {
    Matcher id = TECHNIQUE.matcher(tag);
    if (!id.matches()) {
      return null;
    }
    return sub ? (id.group(2) == null ? null : tag) : id.group(1);
  }

  private static @Nullable String tactic(String tag) {
    return tag.startsWith(TACTIC) ? tag.substring(TACTIC.length()).replace('_', ' ') : null;
  }

  private Instant time() {
    return Instant.ofEpochSecond(0, alert.timestampNanos());
  }

  // Falco's internal alerts have no time and no priority in their output.
  private String output() {
    return alert.source().equals("internal") ? VisibleText.withControls(alert.message()) : rendered.text();
  }

  // JSON has escapes for hidden characters, so the text itself has none.
  private String exactOutput() {
    String exact = alert.message();
    String visible = VisibleText.withControls(exact);
    String output = output();
    return !visible.equals(exact) && output.endsWith(visible)
        ? output.substring(0, output.length() - visible.length()) + exact
        : output;
  }

  private List<CustomContext> fields() {
    List<CustomContext> fields = new ArrayList<>();
    alert.fields().forEach((name, value) -> fields.add(field(name, value)));
    return fields;
  }

  private static CustomContext field(String name, @Nullable Object value) {
    return new TemplateValues(
        wanted -> switch (wanted) {
          case "name" -> name;
          case "value" -> shown(value) instanceof String text ? text : "";
          case "value_json" -> JsonValue.of(value);
          default -> null;
        });
  }

  // A value as text for people, who may read it in a chat.
  private static @Nullable Object shown(@Nullable Object value) {
    return text(value) instanceof String text ? VisibleText.withControls(text) : null;
  }

  private static @Nullable Object text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case List<?> list -> JsonValue.of(list);
      default -> value.toString();
    };
  }

  // Falco's JSON always has the time among the fields; receivers reject alerts without fields.
  SortedMap<String, @Nullable Object> outputFields() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>(alert.fields());
    fields.put("evt.time", alert.timestampNanos());
    return fields;
  }

  /**
   * All fields as texts, with names without dots. Some receivers make objects of names with dots, and reject a name
   * that is an object and a value.
   */
  SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>();
    alert.fields().forEach((name, value) -> {
      if (text(value) instanceof String text && !text.isEmpty()) {
        labels.put(name.replace('.', '_'), text);
      }
    });
    return labels;
  }

  private String json() {
    SortedMap<String, @Nullable Object> object = new TreeMap<>();
    object.put("hostname", hostname);
    object.put("output", exactOutput());
    object.put("output_fields", outputFields());
    object.put("priority", alert.priority().label());
    object.put("rule", alert.rule());
    object.put("source", alert.source());
    object.put("tags", alert.tags());
    object.put("time", NANOS.format(time()));
    return JsonValue.of(object);
  }
}
