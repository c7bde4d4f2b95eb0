package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.api.alert.OutputChannel;
import org.eyas.config.load.ConfigLoader;
import org.eyas.config.yaml.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpOutputConfigsTest {
  private static final Pattern EXAMPLE = Pattern.compile("^    - name: .*\\n(      .*\\n)+", Pattern.MULTILINE);

  @TempDir private Path folder;

  private Map<String, Map<String, Object>> configured(String yaml) throws ConfigException, IOException {
    Path file = Files.writeString(folder.resolve("eyas.yaml"), yaml);
    ConfigLoader loader = new ConfigLoader(name -> name.equals("TOKEN") ? "secret" : null, List.of());
    return new HttpOutputConfigs(loader.load(file.toString(), List.of()), "shop").byPid();
  }

  private static List<Object> values(Map<String, Object> configuration, String... keys) {
    return Stream.of(keys).map(configuration::get).toList();
  }

  @Test
  void falcosOutputHasTheKeysOfItsSectionAndOurs() throws Exception {
    assertEquals(Map.of(), configured("http_output: {url: http://h}\neyas: {http_output: {format: slack}}\n"));
    Map<String, Object> http =
        Objects.requireNonNull(
            configured(
                """
                    http_output: {enabled: true, url: http://h, mtls: true}
                    eyas:
                      http_output: {format: slack, spool: {directory: /s}, tags: [a, b]}
                    """)
                .get("org.eyas.output.http~http"));
    assertEquals("http", http.get(OutputChannel.NAME));
    assertEquals("http_output", http.get("key.section"));
    assertEquals("shop", http.get("hostname"));
    assertEquals("http://h", http.get(".url"));
    assertEquals(true, http.get("mtls"));
    assertEquals("/etc/ssl/certs", http.get("ca.path"));
    assertEquals(5, http.get("max.consecutive.timeouts"));
    assertEquals(values(http, "format", "template", "minimum.priority"), List.of("slack", "", "debug"));
    assertEquals(values(http, "spool.directory", "spool.limit.mb", "spool.fsync"), List.of("/s", 100, false));
    assertArrayEquals(new String[] {"a", "b"}, (String[]) http.get("tags"));
    assertArrayEquals(new String[0], (String[]) http.get(".headers"));
  }

  @Test
  void eachEntryOfTheListIsAnOutputWithTheSameSettings() throws Exception {
    Map<String, Map<String, Object>> all =
        configured(
            """
            http_output: {enabled: true, url: http://h}
            eyas:
              http_outputs:
                - name: a
                  url: http://a
                  headers: {Authorization: "Bearer ${TOKEN}"}
                  rules: ["Shell*"]
                - {name: b, url: https://b, insecure: true, minimum_priority: Error, spool: {directory: /b, limit_mb: 7}}
            """);
    assertEquals(
        List.of("org.eyas.output.http~http", "org.eyas.output.http~http-a", "org.eyas.output.http~http-b"),
        List.copyOf(all.keySet()));
    Map<String, Object> a = Objects.requireNonNull(all.get("org.eyas.output.http~http-a"));
    assertEquals("http-a", a.get(OutputChannel.NAME));
    assertEquals("eyas.http_outputs[0]", a.get("key.section"));
    assertArrayEquals(new String[] {"Authorization: Bearer secret"}, (String[]) a.get(".headers"));
    assertArrayEquals(new String[] {"Shell*"}, (String[]) a.get("rules"));
    assertEquals("falcosecurity/falco", a.get("user.agent"));
    Map<String, Object> b = Objects.requireNonNull(all.get("org.eyas.output.http~http-b"));
    assertEquals(List.of("https://b", true, "Error", "/b", 7),
        values(b, ".url", "insecure", "minimum.priority", "spool.directory", "spool.limit.mb"));
    assertEquals(List.of(5, "alert", "/etc/ssl/certs"), values(b, "max.consecutive.timeouts", "format", "ca.path"));
    Set<String> properties = Objects.requireNonNull(all.get("org.eyas.output.http~http")).keySet();
    all.values().forEach(output -> assertTrue(properties.containsAll(output.keySet()), () -> output.keySet().toString()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "[{url: 'http://a'}] | 'eyas.http_outputs[0].name' must be 1 to 40 letters, digits, _ and -, not ''",
      "[{name: 'a b', url: x}] | 'eyas.http_outputs[0].name' must be 1 to 40 letters, digits, _ and -, not 'a b'",
      "[{name: a, url: x}, {name: a, url: y}] | two outputs of 'eyas.http_outputs' have the name 'a'",
      "[{name: a}] | http output 'a' has no url (set eyas.http_outputs[0].url)",
      "[{name: a, url: x, format: irc}] | 'eyas.http_outputs[0].format' must be one of alert, falco, slack,",
      "[{name: a, url: x, minimum_priority: loud}] | 'eyas.http_outputs[0].minimum_priority' must be one of emergency,",
      "[{name: a, url: x, spool: {limit_mb: 0}}] | 'eyas.http_outputs[0].spool.limit_mb' must be a whole number from 1",
      "[{name: a, url: x, mtls: maybe}] | 'eyas.http_outputs[0].mtls' must be true or false, not 'maybe'",
      "[a] | 'eyas.http_outputs' must be a list of entries, each with its own keys, not a list",
  })
  void aWrongEntryIsRefusedWithItsPlace(String list, String reason) {
    String message =
        String.valueOf(
            assertThrows(ConfigException.class, () -> configured("eyas: {http_outputs: " + list + "}")).getMessage());
    assertTrue(message.contains(reason), message);
  }

  @Test
  void theExamplesOfTheDocumentationAreConfigurations() throws Exception {
    Path docs = Path.of("../../docs");
    String pages =
        Files.readString(docs.resolve("http-formats.md")) + Files.readString(docs.resolve("how-to/opentelemetry.md"));
    List<String> examples = EXAMPLE.matcher(pages).results().map(MatchResult::group).toList();
    String yaml = "eyas:\n  http_outputs:\n" + String.join("", examples).replaceAll("\\$\\{\\w+_WEBHOOK}", "https://h/secret");
    Map<String, Map<String, Object>> outputs = configured(yaml);
    assertEquals(12, outputs.size());
    assertEquals(
        new TreeSet<>(
            List.of("slack", "teams", "discord", "elasticsearch", "loki", "alertmanager", "cloudevents", "falco", "alert",
                "ecs", "ocsf", "otlp")),
        new TreeSet<>(outputs.values().stream().map(output -> String.valueOf(output.get("format"))).toList()));
  }
}
