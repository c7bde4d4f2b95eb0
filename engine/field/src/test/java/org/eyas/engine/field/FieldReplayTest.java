package org.eyas.engine.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.eyas.testkit.reference.FieldDifferences;
import org.eyas.testkit.reference.SharedFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of real events has Falco's value, except those that docs/field-differences.tsv lists. */
final class FieldReplayTest {
  private record Key(@Nullable Object time, @Nullable Object tid, @Nullable Object type) {
    static Key of(Map<String, @Nullable Object> fields) {
      return new Key(fields.get("evt.rawtime"), fields.get("thread.tid"), fields.get("evt.type"));
    }
  }

  @Test
  void equalsFalcoInTheMixedCapture() throws Exception {
    equalsFalco("mixed", "mixed.scap.gz", "mixed.fields.yaml", "mixed.fields.jsonl.gz");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat_write", "connect_localhost", "curl_google", "curl_google_comments", "empty",
      "open-multiple-files", "ping_sendto", "single_ipv6_conn", "syscall", "test_ipv6_client"})
  void equalsFalcoInAnOldCapture(String name) throws Exception {
    equalsFalco(name, "old/" + name + ".scap", "old/old.fields.yaml", "old/" + name + ".fields.jsonl.gz");
  }

  private static void equalsFalco(String name, String capture, String rules, String expected) throws Exception {
    Map<String, Integer> known = FieldDifferences.in(name);
    known.keySet().removeIf(FieldReplayTest::isOfAnEnricher);
    if (name.equals("open-multiple-files")) {
      known.put("user.shell", 39); // its processes are in a container, whose accounts only an enricher knows
    }
    assertEquals(known, differences(SharedFiles.require("captures/" + capture),
        SharedFiles.require("captures/" + rules), SharedFiles.require("captures/" + expected)));
  }

  // Enrichers do not run here.
  private static boolean isOfAnEnricher(String field) {
    return field.startsWith("container.") || field.startsWith("k8s.");
  }

  private static Map<String, Integer> differences(Path capture, Path rules, Path expected) throws Exception {
    Map<Key, Map<String, @Nullable Object>> wanted = read(expected);
    Map<String, Integer> differences = new TreeMap<>();
    FieldReplay.run(capture, rules, fields -> {
      fields.replaceAll((name, value) -> normal(value));
      Map<String, @Nullable Object> want = wanted.remove(Key.of(fields));
      if (want == null) {
        differences.merge("(event not expected)", 1, Integer::sum);
        return;
      }
      want.forEach((name, value) -> {
        if (!isOfAnEnricher(name) && !Objects.equals(value, fields.get(name))) {
          differences.merge(name, 1, Integer::sum);
        }
      });
    });
    if (!wanted.isEmpty()) {
      differences.put("(event missing)", wanted.size());
    }
    return differences;
  }

  private static @Nullable Object normal(@Nullable Object value) {
    return switch (value) {
      case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
      case null, default -> value;
    };
  }

  private static Map<Key, Map<String, @Nullable Object>> read(Path file) throws IOException {
    Map<Key, Map<String, @Nullable Object>> alerts = new HashMap<>();
    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("{")) {
          Map<String, @Nullable Object> fields = FlatJson.outputFields(line);
          alerts.put(Key.of(fields), fields);
        }
      }
    }
    return alerts;
  }
}
