package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.eyas.config.yaml.ConfigJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskingTest {
  @ParameterizedTest
  @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
      "eyas -o json_output=true -r x.yaml;eyas -o json_output=true -r x.yaml",
      "-o http_output.url=https://hooks.example/T0/B1/xyz;-o http_output.url=https://hooks.example/<hidden>",
      "-o http_output.url=http://me:pw@host:2801/;-o http_output.url=http://<hidden>@host:2801/",
      "-o eyas.http_output.headers.Authorization=Bearer abc --dry-run;-o eyas.http_output.headers.Authorization=<hidden> --dry-run",
      "-o eyas.http_output.headers={A: b} -v;-o eyas.http_output.headers=<hidden> -v",
      "curl -H 'Authorization: Bearer abc' https://x.example/api;curl -H 'Authorization: <hidden> https://x.example/<hidden>",
      "send --token abc --to me;send --token <hidden> --to me",
      "{'apiKey': 'abc', 'n': 1};{'apiKey': <hidden>, 'n': 1}",
      "unix:///run/falco/falco.sock;unix:///run/falco/falco.sock", "/etc/falco/certs/server.key;/etc/falco/certs/server.key"})
  void hidesThemInTexts(String text, String expected) {
    assertEquals(expected, SecretMasking.maskedText(text));
  }

  @Test
  void hidesSecretsInAConfiguration() {
    Map<String, Object> tree =
        Map.of(
            "http_output", Map.of("url", "https://hooks.example/T0/secretpath", "client_key", "/etc/k.pem"),
            "eyas", Map.of("http_outputs", List.of(Map.of("headers", Map.of("X-Key", "abc"), "name", "chat"))),
            "plugins", List.of(Map.of("init_config", "{\"password\": \"abc\"}", "open_params", "http://:9765/k8s-audit")),
            "program_output", Map.of("program", "curl -d @- https://u:abc@host.example/abc"));
    String shown = ConfigJson.value(SecretMasking.masked(tree));
    assertFalse(shown.contains("abc") || shown.contains("secretpath"), shown);
    for (String kept : List.of("/etc/k.pem", "X-Key", "chat", "https://hooks.example/", "host.example", "curl -d @-")) {
      assertEquals(List.of(kept), List.of(shown.contains(kept) ? kept : shown));
    }
  }

  @Test
  void leavesEverythingElseAsItIs() {
    Map<String, Object> tree = Map.of("json_output", "true", "rules_files", List.of("/etc/a.yaml"), "n", 5, "empty_token", "");
    assertEquals(tree, SecretMasking.masked(tree));
  }
}
