package org.eyas.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final Instant TIME = Instant.parse("2026-11-04T23:05:09Z");

  @Test
  void writesTheLocalTimeAsFalcoDoes() {
    assertEquals("Wed Nov 04 23:05:09 2026: text\n", LogLine.format(TIME, ZoneId.of("UTC"), false, "text"));
    assertEquals("Thu Nov 05 00:05:09 2026: x\n", LogLine.format(TIME, ZoneId.of("Europe/Berlin"), false, "x"));
  }

  @Test
  void writesIsoTimesInUtc() {
    assertEquals("2026-11-04T23:05:09+0000: x\n", LogLine.format(TIME, ZoneId.of("Europe/Berlin"), true, "x"));
  }
}
