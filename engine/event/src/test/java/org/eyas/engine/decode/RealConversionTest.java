package org.eyas.engine.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.eyas.api.event.EventFlag;
import org.eyas.common.TsvTable;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares real captures with what Falco prints for each of their events. */
class RealConversionTest {
  private static final Pattern NUMBER = Pattern.compile("\"evt\\.num\":(\\d+)");
  private static final Pattern TIME = Pattern.compile("\"evt\\.rawtime\":(\\d+)");
  private static final Pattern TYPE = Pattern.compile("\"evt\\.type\":\"([^\"]*)\"");
  private static final Pattern TID = Pattern.compile("\"thread\\.tid\":(-?\\d+|null)");

  private static final Map<Long, Integer> SYSCALL_BY_NUMBER =
      TsvTable.rows(EventSchema.class, "syscalls_x86_64.tsv").stream()
          .filter(row -> !row[4].isEmpty())
          .collect(Collectors.toMap(row -> Long.parseLong(row[0]), row -> Integer.parseInt(row[4])));

  /** What Falco prints for an event. */
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
    // This file does not contain the numbers, but the rule that made it selected the events by them.
    Set<Long> chosen = numbersOf(SharedFiles.require("captures/mixed.fields.yaml"));
    Set<Line> actual = new HashSet<>();
    CapturedEvents events =
        CapturedEvents.replay(
            SharedFiles.require("captures/mixed.scap.gz"),
            (number, seen, event) -> {
              if (seen && chosen.contains(number)) {
                actual.add(line(event));
              }
            });
    assertEquals(0, events.broken + events.unknown);
    Set<Line> expected = new HashSet<>();
    read(SharedFiles.require("captures/mixed.fields.jsonl.gz"), line -> expected.add(parse(line)));
    assertEquals(3028, chosen.size());
    assertEquals(expected, actual);
  }

  private static Set<Long> numbersOf(Path rule) throws IOException {
    Matcher list = Pattern.compile("evt\\.num in \\(([^)]*)\\)").matcher(Files.readString(rule));
    assertTrue(list.find(), rule.toString());
    return Arrays.stream(list.group(1).split(",")).map(n -> Long.parseLong(n.strip())).collect(Collectors.toSet());
  }

  private static void assertCurrent(EventCursor event) {
    assertFalse(event.type().is(EventFlag.OLD_VERSION), event.type().id());
    // Types outside the table keep the parameters that they have: PROCEXIT_1_E has 1 parameter in old captures.
    if (event.type().is(EventFlag.CONVERTED)) {
      assertEquals(event.type().params().size(), event.paramCount(), event.type().id());
    }
  }

  private static void assertSame(Map<Long, Line> expected, Map<Long, Line> actual) {
    for (Map.Entry<Long, Line> line : expected.entrySet()) {
      assertEquals(line.getValue(), actual.get(line.getKey()), "event " + line.getKey());
    }
    assertEquals(expected.size(), actual.size());
  }

  private static Line line(EventCursor event) {
    return new Line(event.timestampNanos(), name(event), Long.toString(event.threadId()));
  }

  // A generic event carries the code of its system call, or only its number if the recorder did not know a code.
  private static String name(EventCursor event) {
    if (!event.type().id().startsWith("GENERIC_")) {
      return event.type().name();
    }
    int code = (int) event.number(0);
    return SyscallCodes.name(code == 0 ? SYSCALL_BY_NUMBER.getOrDefault(event.number(1), 0) : code).toString();
  }

  private static Map<Long, Line> lines(Path file) throws IOException {
    Map<Long, Line> lines = new HashMap<>();
    read(file, line -> lines.put(Long.parseLong(find(NUMBER, line)), parse(line)));
    return lines;
  }

  private static Line parse(String line) {
    return new Line(Long.parseLong(find(TIME, line)), find(TYPE, line), find(TID, line));
  }

  private static void read(Path file, Consumer<String> lines) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines);
    }
  }

  private static String find(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + line);
    }
    return matcher.group(1);
  }
}
