package org.eyas.core.field;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.eyas.testkit.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.Nullable;

/** Every field of real events has Falco's value; where it has not, docs/compatibility.md says why. */
final class FieldReplayTest {
  /** Fields that Falco computes by a fault, and those of enrichers, which do not run here. */
  private static final Set<String> NOT_COMPARED = Set.of(
      "evt.deltatime", "evt.deltatime.s", "evt.deltatime.ns", "proc.ppid.duration", "proc.pidns_init_start_ts",
      "proc.exe_ino.ctime_duration_pidns_start", "thread.exectime", "thread.totexectime", "container.id",
      "container.name", "container.image.repository", "container.image.tag", "k8s.ns.name", "k8s.pod.name");
  /** How many values of the mixed capture differ because Falco's are wrong. */
  private static final Map<String, Integer> MIXED = Map.ofEntries(
      Map.entry("fs.path.name", 1), Map.entry("fs.path.source", 6), Map.entry("fs.path.target", 3),
      Map.entry("proc.env[HOME]", 31), Map.entry("user.uid", 6), Map.entry("user.name", 6),
      Map.entry("user.homedir", 6), Map.entry("user.shell", 6), Map.entry("group.gid", 3),
      Map.entry("group.name", 3), Map.entry("fd.sport", 1), Map.entry("fd.l4proto", 1),
      Map.entry("evt.args", 1), Map.entry("evt.info", 1), Map.entry("evt.buffer", 30));
  /** Processes in containers: their users are not the machine's, and the capture does not know them. */
  private static final Map<String, Integer> OPEN_MULTIPLE_FILES = Map.of("user.shell", 39);

  private record Key(@Nullable Object time, @Nullable Object tid, @Nullable Object type) {
    static Key of(Map<String, @Nullable Object> fields) {
      return new Key(fields.get("evt.rawtime"), fields.get("thread.tid"), fields.get("evt.type"));
    }
  }

  @Test
  void equalsFalcoInTheMixedCapture() throws Exception {
    Path capture = SharedFiles.require("captures/mixed.scap.gz");
    assertEquals(new TreeMap<>(MIXED), differences(capture,
        SharedFiles.require("captures/mixed.fields.yaml"), SharedFiles.require("captures/mixed.fields.jsonl.gz")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat_write", "connect_localhost", "curl_google", "curl_google_comments", "empty",
      "open-multiple-files", "ping_sendto", "single_ipv6_conn", "syscall", "test_ipv6_client"})
  void equalsFalcoInAnOldCapture(String name) throws Exception {
    Path capture = SharedFiles.require("captures/old/" + name + ".scap");
    Map<String, Integer> known = name.equals("open-multiple-files") ? OPEN_MULTIPLE_FILES : Map.of();
    assertEquals(known, differences(capture, SharedFiles.require("captures/old/old.fields.yaml"),
        SharedFiles.require("captures/old/" + name + ".fields.jsonl.gz")));
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
        if (!NOT_COMPARED.contains(name) && !isEqual(name, value, fields.get(name))) {
          differences.merge(name, 1, Integer::sum);
        }
      });
    });
    if (!wanted.isEmpty()) {
      differences.put("(event missing)", wanted.size());
    }
    return differences;
  }

  private static boolean isEqual(String name, @Nullable Object want, @Nullable Object have) {
    if (name.equals("fd.types") && want instanceof List<?> a && have instanceof List<?> b) {
      // Falco lists them in the order of a hash table.
      return new HashSet<>(a).equals(new HashSet<>(b));
    }
    if (name.equals("evt.buffer") && have == null && want instanceof String text) {
      // Of an empty buffer Falco prints NULL, cut or drawn out to the length of an earlier one.
      return text.startsWith("NUL");
    }
    return Objects.equals(want, have);
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
