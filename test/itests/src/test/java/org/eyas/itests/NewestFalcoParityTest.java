package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What is printed with {@code eyas.falco_version: newest} must be what Falco's master of 2026-07-31 prints. */
class NewestFalcoParityTest {
  private static final String NEWEST = "eyas.falco_version=newest";

  /** Characters that deceive a terminal are escaped; Falco writes them as they are. */
  private static final Pattern HIDDEN = Pattern.compile("\\\\u(00[89][0-9a-f]|007f|[1-9a-f][0-9a-f]{3}|0[1-9a-f][0-9a-f]{2})");

  private static final String NUMBER = "evt.num";

  @Test
  void textAlertsOfRealEventsAreThoseOfFalco() throws Exception {
    String out =
        ParityRun.replay(
            "mixed.scap.gz", ParityRun.officialRules(), "-o", NEWEST, "-o", "rule_matching=first").out();
    assertEquals(
        sorted(Files.readString(ParityRun.capture("head/mixed.alerts.txt"))),
        sorted(out.substring(0, out.indexOf("Events detected: "))));
  }

  @Test
  void textsWithInvalidBytesAreThoseOfFalco() throws Exception {
    String out = print();
    String shown = HIDDEN.matcher(out).replaceAll(NewestFalcoParityTest::character);
    assertTrue(!shown.equals(out), "a hidden character is escaped");
    assertEquals(alerts(unpacked("head/bytes.print.txt.gz")), alerts(shown));
  }

  @Test
  void jsonWithInvalidBytesIsThatOfFalco() throws Exception {
    Map<Long, JsonObject> wanted = byNumber(unpacked("head/bytes.print.jsonl.gz"));
    Map<Long, JsonObject> found = byNumber(print("-o", "json_output=true"));
    assertEquals(wanted.keySet(), found.keySet());
    StringBuilder differences = new StringBuilder();
    long replaced = 0;
    for (Map.Entry<Long, JsonObject> alert : wanted.entrySet()) {
      JsonObject ours = found.get(alert.getKey());
      assertEquals(alert.getValue().get("output"), ours.get("output"));
      JsonObject fields = ours.getAsJsonObject("output_fields");
      for (Map.Entry<String, JsonElement> field : alert.getValue().getAsJsonObject("output_fields").entrySet()) {
        JsonElement value = fields.get(field.getKey());
        if (!field.getValue().equals(value)) {
          replaced++;
          if (!value.toString().contains("\ufffd")) { // Falco's writer of fields joins bytes that do not belong together
            differences.append(field).append(" is ").append(value).append('\n');
          }
        }
      }
    }
    assertEquals("", differences.toString());
    assertTrue(replaced > 0, "a difference that no longer exists: fields with invalid bytes");
  }

  private static String print(String... more) throws Exception {
    String[] options = new String[more.length + 4];
    System.arraycopy(new String[] {"-o", NEWEST, "-o", "base_syscalls.all=true"}, 0, options, 0, 4);
    System.arraycopy(more, 0, options, 4, more.length);
    return ParityRun.replay("head/bytes.scap.gz", ParityRun.rules("head/bytes.print.yaml"), options).out();
  }

  private static String character(MatchResult escape) {
    return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
  }

  private static Map<Long, JsonObject> byNumber(String lines) {
    Map<Long, JsonObject> alerts = new TreeMap<>();
    lines.lines().filter(line -> line.startsWith("{")).forEach(
        line -> {
          JsonObject alert = JsonParser.parseString(line).getAsJsonObject();
          alerts.put(alert.getAsJsonObject("output_fields").get(NUMBER).getAsLong(), alert);
        });
    return alerts;
  }

  private static String alerts(String out) {
    return sorted(out.lines().filter(line -> line.contains(": Informational ")).collect(Collectors.joining("\n")));
  }

  // Alerts of the same time have no order.
  private static String sorted(String lines) {
    return lines.lines().sorted().collect(Collectors.joining("\n"));
  }

  private static String unpacked(String capture) throws IOException {
    Path packed = ParityRun.capture(capture);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
