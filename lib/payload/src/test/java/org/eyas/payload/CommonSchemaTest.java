package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks documents of the format ecs against the names, types, lists and values of the Elastic Common Schema. */
class CommonSchemaTest {
  private static final String CATEGORY = "event.category";

  /** @param values the values that a field may have; empty if it may have any */
  private record Type(String name, boolean list, List<String> values) {
    boolean allows(Object value) {
      return values.isEmpty() || values.stream().anyMatch(each -> each.split(":", -1)[0].equals(value));
    }
  }

  private static final Map<String, Type> FIELDS = fields();

  private static Map<String, Type> fields() {
    String file = "ecs-9.4.0.tsv";
    Map<String, Type> fields = new HashMap<>();
    try (InputStream in = Objects.requireNonNull(CommonSchemaTest.class.getResourceAsStream(file), file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] columns = line.split("\t", -1);
        if (columns.length >= 3) {
          List<String> values = columns.length == 3 ? List.of() : List.of(columns[3].split(","));
          fields.put(columns[0], new Type(columns[1], columns[2].equals("array"), values));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return fields;
  }

  private static Received document(RenderedAlert alert) throws IOException {
    Received document = Received.of(PayloadFormats.named("ecs", "shop").of(alert));
    check(document);
    return document;
  }

  private static void check(Received document) {
    check("", document.map());
    Received event = document.at("event");
    List<?> given = assertInstanceOf(List.class, event.at("type").value());
    for (Object category : assertInstanceOf(List.class, event.at("category").value())) {
      List<String> types = types(category);
      assertTrue(types.containsAll(given), () -> category + " has only the types " + types);
    }
  }

  /** The types that events of a category may have. */
  private static List<String> types(Object category) {
    String allowed = type(CATEGORY).values().stream().filter(each -> each.startsWith(category + ":")).findFirst().orElseThrow();
    return List.of(allowed.substring(allowed.indexOf(':') + 1).split("/"));
  }

  private static void check(String prefix, Map<?, ?> object) {
    object.forEach((key, value) -> {
      String name = prefix + key;
      if (name.equals("labels")) {
        new Received(value).map().forEach((label, text) -> assertTrue(!label.toString().contains(".") && text instanceof String));
      } else if (value instanceof Map<?, ?> inner) {
        check(name + ".", inner);
      } else {
        field(name, value);
      }
    });
  }

  private static Type type(String name) {
    return Objects.requireNonNull(FIELDS.get(name), () -> name + " is not a field of ECS");
  }

  private static void field(String name, @Nullable Object value) {
    Type type = type(name);
    assertEquals(type.list(), value instanceof List, name);
    for (Object each : value instanceof List<?> list ? list : List.of(Objects.requireNonNull(value))) {
      assertTrue(type.allows(each), () -> name + " may not be " + each);
      switch (type.name()) {
        case "long" -> assertInstanceOf(Long.class, each, name);
        case "float" -> assertInstanceOf(Number.class, each, name);
        case "date" -> OffsetDateTime.parse(assertInstanceOf(String.class, each));
        case "ip" -> InetAddress.ofLiteral(assertInstanceOf(String.class, each));
        case "keyword", "wildcard", "match_only_text" -> assertInstanceOf(String.class, each, name);
        default -> throw new AssertionError(name + " has the type " + type.name());
      }
    }
  }

  @Test
  void everyAlertIsAValidDocument() throws Exception {
    for (RenderedAlert alert : TestAlerts.all()) {
      document(alert);
    }
    document(TestAlerts.ofHost());
  }

  @Test
  void hashesHaveThePlacesOfTheSchema() throws Exception {
    Received document = document(TestAlerts.ofFields(Map.of("proc.exe.sha256", "275a", "file.sha256", "e3b0")));
    assertEquals("275a", document.at("process").at("hash").at("sha256").value());
    assertEquals("e3b0", document.at("file").at("hash").at("sha256").value());
  }

  @Test
  void aDnsMessageHasThePlacesOfTheSchema() throws Exception {
    Received document = document(TestAlerts.ofFields(
        Map.of("dns.type", "answer", "dns.id", 7L, "dns.question.name", "www.example.org", "dns.response_code", "NOERROR",
            "dns.header_flags", List.of("RD", "RA"), "dns.resolved_ip", List.of("192.0.2.1", "192.0.2.2"), "fd.sip", "10.0.0.2",
            "fd.domain", "ns.example.org", "tls.server_name", "dns.google")));
    Received dns = document.at("dns");
    assertEquals("answer", dns.at("type").value());
    assertEquals("7", dns.at("id").value());
    assertEquals("www.example.org", dns.at("question").at("name").value());
    assertEquals(List.of("192.0.2.1", "192.0.2.2"), dns.at("resolved_ip").value());
    assertEquals("ns.example.org", document.at("destination").at("domain").value());
    assertEquals("dns", document.at("network").at("protocol").value());
    assertEquals("dns.google", document.at("tls").at("client").at("server_name").value());
  }

  @Test
  void anyValuesOfAnyFieldsAreAValidDocument() throws Exception {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> names = DocumentLayout.of("ecs.tsv").names().stream().filter(name -> name.contains(".")).toList();
    for (int i = 0; i < 2_000; i++) {
      Received document = Received.of(PayloadFormats.named("ecs", "shop").of(TestAlerts.random(random, names)));
      try {
        check(document);
      } catch (AssertionError e) {
        throw new AssertionError("-Deyas.seed=" + seed + ": " + document, e);
      }
    }
  }

  @Test
  void aValueThatTheSchemaDoesNotHaveIsNotValid() throws Exception {
    String valid = PayloadFormats.named("ecs", "shop").of(TestAlerts.full()).body();
    check(Received.of(new PayloadMessage("application/json", valid)));
    Map<String, String> wrong =
        Map.of("\"alert\"", "\"alarm\"", "\"process\"]", "\"processes\"]", "[\"info\"]", "[\"connection\"]");
    wrong.forEach((good, bad) -> {
      assertTrue(valid.contains(good), () -> good + " in " + valid);
      PayloadMessage message = new PayloadMessage("application/json", valid.replace(good, bad));
      assertThrows(AssertionError.class, () -> check(Received.of(message)), bad);
    });
  }

  @Test
  void anAlertBecomesItsDocument() throws Exception {
    Received document = document(TestAlerts.full());
    document.at("@timestamp").is("2023-11-14T22:13:20.123456789Z");
    document.at("event").at("kind").is("alert");
    document.at("event").at("category").is(List.of("intrusion_detection", "process"));
    document.at("event").at("severity").is(73L);
    document.at("event").at("id").is(AlertId.of(TestAlerts.full().alert()));
    document.at("rule").at("name").is("Download");
    document.at("threat").at("technique").at("id").is(List.of("T1059", "T1105"));
    document.at("threat").at("technique").at("subtechnique").at("id").is(List.of("T1059.004"));
    document.at("process").at("parent").at("name").is("sh");
    document.at("source").at("port").is(40_000L);
    document.at("user").at("id").is("0");
    document.at("file").at("path").is("/etc/shadow");
    document.at("orchestrator").at("resource").at("name").is("web-1");
    document.at("labels").at("fd_sport").is("443");
  }
}
