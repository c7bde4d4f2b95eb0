package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index templates and dashboards of deploy name only what the formats write, with a type that takes it. */
class ShippedDashboardsTest {
  private static final Path DEPLOY = Path.of("../../deploy");
  private static final String URL = "https://eyas.example.com:8766/alert?time=1700000000123&id=0123456789abcdef0123456789abcdef";
  private static final Pattern FIELD = Pattern.compile("\\\\*\"field\\\\*\":\\\\*\"([^\"\\\\]+)");
  private static final Pattern LABEL = Pattern.compile("(?:by \\(|[{,] ?)(\\w+)(?=\\)|=~?\")");

  private static Received json(String text) {
    return new Received(StrictJson.parse(text));
  }

  private static String read(String file) throws IOException {
    return Files.readString(DEPLOY.resolve(file));
  }

  /** The types of a template by the names of its fields. */
  private static Map<String, String> types(String file) throws IOException {
    Map<String, String> types = new TreeMap<>();
    addTypes("", json(read(file)).at("template").at("mappings").at("properties"), types);
    return types;
  }

  private static void addTypes(String prefix, Received properties, Map<String, String> types) {
    properties.map().forEach((name, mapping) -> {
      Received given = new Received(mapping);
      if (given.map().containsKey("type")) {
        types.put(prefix + name, given.at("type").text());
      } else {
        addTypes(prefix + name + ".", given.at("properties"), types);
      }
    });
  }

  /** The places of a format, as a template names them. */
  private static Set<String> places(String format) throws IOException {
    Set<String> places = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("src/main/resources/org/eyas/payload/" + format + ".tsv"))) {
      String place = line.split("\t")[0];
      if (!line.startsWith("#") && !place.equals("place") && !place.isEmpty()) {
        places.add(place.replaceAll("\\[\\*?]", ""));
      }
    }
    return places;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "ocsf"})
  void templateHasEachPlaceOfItsFormatAndNoOther(String format) throws IOException {
    assertEquals(places(format), types("elastic/" + format + "-index-template.json").keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "ocsf"})
  void eachValueOfAnAlertFitsTheTypeOfItsField(String format) throws IOException {
    Map<String, String> types = types("elastic/" + format + "-index-template.json");
    List<RenderedAlert> alerts = new ArrayList<>(TestAlerts.all());
    alerts.add(TestAlerts.full());
    alerts.add(linked());
    alerts.add(TestAlerts.ofFields(Map.of("incident.score", 119L, "incident.steps", 4L, "file.sha256", "9c22f2bf")));
    Set<String> written = new TreeSet<>();
    for (RenderedAlert alert : alerts) {
      forEachValue("", Received.of(PayloadFormats.named(format, "shop").of(alert)).value(), types, (name, value) -> {
        written.add(name);
        checkType(name, Objects.requireNonNull(types.get(name), name), value);
      });
    }
    assertTrue(written.size() > 40 && written.contains(format.equals("ecs") ? "event.url" : "finding_info.src_url"),
        written::toString);
  }

  private static RenderedAlert linked() {
    TreeMap<String, @Nullable Object> fields = new TreeMap<>(Map.of("eyas.alert.url", URL));
    return TestAlerts.alert(Priority.NOTICE, "r", "m", fields);
  }

  private static void forEachValue(
      String name, @Nullable Object value, Map<String, String> types, BiConsumer<String, @Nullable Object> each) {
    if (value instanceof List<?> list) {
      list.forEach(element -> forEachValue(name, element, types, each));
    } else if (value instanceof Map<?, ?> map && !"object".equals(types.get(name))) {
      map.forEach((key, inner) -> forEachValue(name.isEmpty() ? key.toString() : name + "." + key, inner, types, each));
    } else {
      each.accept(name, value);
    }
  }

  private static void checkType(String name, String type, @Nullable Object value) {
    try {
      switch (type) {
        case "long" -> assertInstanceOf(Long.class, value, name);
        case "float" -> assertInstanceOf(Number.class, value, name);
        case "boolean" -> assertInstanceOf(Boolean.class, value, name);
        case "object" -> assertInstanceOf(Map.class, value, name);
        case "ip" -> InetAddress.ofLiteral(assertInstanceOf(String.class, value, name));
        case "date" -> assertTrue(value instanceof Long || OffsetDateTime.parse((String) Objects.requireNonNull(value)) != null);
        case "keyword", "wildcard", "text", "match_only_text" -> assertInstanceOf(String.class, value, name);
        default -> throw new AssertionError(name + " has the type " + type);
      }
    } catch (RuntimeException e) {
      throw new AssertionError(name + " is not of the type " + type + ": " + value, e);
    }
  }

  @Test
  void kibanaShowsOnlyFieldsOfTheFormat() throws IOException {
    Set<String> places = places("ecs");
    Set<String> ids = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    List<Received> objects = read("elastic/kibana-saved-objects.ndjson").lines().map(ShippedDashboardsTest::json).toList();
    for (Received object : objects) {
      ids.add(object.at("id").text());
      Matcher field = FIELD.matcher(object.value() instanceof Map<?, ?> map ? map.toString() : "");
      while (field.find()) {
        used.add(field.group(1));
      }
      if (object.at("type").text().equals("search")) {
        object.at("attributes").at("columns").list(1, 20).forEach(column -> used.add(column.text()));
      }
    }
    assertTrue(used.contains("event.url") && used.contains("rule.name"), used::toString);
    assertTrue(places.containsAll(used), used::toString);
    for (Received object : objects) {
      object.at("references").list(0, 20).forEach(each -> assertTrue(ids.contains(each.at("id").text()), each::toString));
    }
  }

  @Test
  void grafanaAsksOnlyForLabelsOfTheFormat() throws IOException {
    Received stream = Received.of(PayloadFormats.named("loki", "shop").of(linked())).at("streams").list(1, 1).getFirst();
    Set<Object> labels = new TreeSet<>(stream.at("stream").map().keySet().stream().map(Object::toString).toList());
    String line = stream.at("values").list(1, 1).getFirst().list(2, 2).getLast().text();
    assertEquals(URL, json(line).at("output_fields").at("eyas.alert.url").text());
    json(line).at("output");
    Set<String> used = new TreeSet<>();
    String dashboard = read("grafana/loki-alerts.json");
    for (Received panel : json(dashboard).at("panels").list(4, 4)) {
      String expression = panel.at("targets").list(1, 1).getFirst().at("expr").text();
      Matcher label = LABEL.matcher(expression.replaceFirst("\\| json .*", ""));
      while (label.find()) {
        used.add(label.group(1));
      }
    }
    assertEquals(Set.of("hostname", "level", "rule", "service_name"), used);
    assertTrue(labels.containsAll(used), labels::toString);
    assertTrue(dashboard.contains("eyas.alert.url"), "the link");
  }
}
