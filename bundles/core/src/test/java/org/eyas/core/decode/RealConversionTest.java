package org.eyas.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eyas.api.event.EventFlag;
import org.eyas.testkit.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real captures against what Falco says of each of their events. */
class RealConversionTest {
  private static final Pattern NUMBER = Pattern.compile("\"evt\\.num\":(\\d+)");
  private static final Pattern TIME = Pattern.compile("\"evt\\.rawtime\":(\\d+)");
  private static final Pattern TYPE = Pattern.compile("\"evt\\.type\":\"([^\"]*)\"");
  private static final Pattern TID = Pattern.compile("\"thread\\.tid\":(-?\\d+|null)");

  /** What Falco prints of an event. */
  private record Line(long time, String type, String tid) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat_write", "connect_localhost", "curl_google", "curl_google_comments", "empty", "open-multiple-files",
        "ping_sendto", "single_ipv6_conn", "syscall", "test_ipv6_client"
      })
  void theRulesSeeTheEventsThatFalcoShowsThemUnderTheSameNumbers(String name) throws Exception {
    Map<Long, Line> expected = lines(SharedFiles.require("captures/old/" + name + ".fields.jsonl.gz"));
    Map<Long, Line> actual = new HashMap<>();
    CapturedEvents events =
        CapturedEvents.replay(
            SharedFiles.require("captures/old/" + name + ".scap"),
            (number, seen, event) -> {
              assertCurrent(event);
              if (seen) {
                actual.put(number, line(event));
              }
            });
    assertEquals(0, events.broken + events.unknown);
    assertSame(expected, actual);
  }

  @Test
  void theEventsOfARecentCaptureHaveFalcosNumbers() throws Exception {
    Map<Long, Line> expected = lines(SharedFiles.require("captures/mixed.fields.jsonl.gz"));
    Map<Long, Line> actual = new HashMap<>();
    CapturedEvents events =
        CapturedEvents.replay(
            SharedFiles.require("captures/mixed.scap.gz"),
            (number, seen, event) -> {
              if (seen && expected.containsKey(number)) {
                actual.put(number, line(event));
              }
            });
    assertEquals(0, events.broken + events.unknown);
    assertEquals(3028, expected.size());
    assertSame(expected, actual);
  }

  private static void assertCurrent(EventCursor event) {
    assertFalse(event.type().is(EventFlag.OLD_VERSION), event.type().id());
    assertEquals(event.type().params().size(), event.paramCount(), event.type().id());
  }

  private static void assertSame(Map<Long, Line> expected, Map<Long, Line> actual) {
    for (Map.Entry<Long, Line> line : expected.entrySet()) {
      assertEquals(line.getValue(), actual.get(line.getKey()), "event " + line.getKey());
    }
    assertEquals(expected.size(), actual.size());
  }

  private static Line line(EventCursor event) {
    return new Line(event.timestampNanos(), event.type().name(), Long.toString(event.threadId()));
  }

  private static Map<Long, Line> lines(Path file) throws IOException {
    Map<Long, Line> lines = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.put(
            Long.parseLong(find(NUMBER, line)),
            new Line(Long.parseLong(find(TIME, line)), find(TYPE, line), find(TID, line)));
      }
    }
    return lines;
  }

  private static String find(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + line);
    }
    return matcher.group(1);
  }
}
