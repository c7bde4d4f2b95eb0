package org.eyas.output.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {
  private static Alert alert(Priority priority, String time) {
    Instant at = Instant.parse(time);
    long nanos = at.getEpochSecond() * 1_000_000_000 + at.getNano();
    return new Alert(nanos, priority, "r", "syscall", "m", new TreeMap<>(), new TreeSet<>());
  }

  private static String text(SyslogFormat format, Priority priority) {
    byte[] message = format.message(alert(priority, "2026-11-04T21:01:22.123456789Z"), "line ü");
    return new String(message, StandardCharsets.UTF_8);
  }

  @Test
  void aLocalMessageIsWhatGlibcWrites() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-04T09:01:22.9Z"), ZoneOffset.UTC);
    assertEquals(
        "<12>Nov  4 09:01:22 falco: line ü",
        text(new LocalSyslogFormat(Facility.USER, "falco", clock), Priority.WARNING));
  }

  @Test
  void aMessageToAServerIsOfRfc5424WithTheTimeOfTheEvent() {
    assertEquals(
        "<164>1 2026-11-04T21:01:22.123456Z web-1 falco 42 - - \uFEFFline ü",
        text(new Rfc5424Format(Facility.LOCAL4, "falco", "web-1", 42), Priority.WARNING));
  }

  @Test
  void namesThatTheFormatCannotHoldAreCleaned() {
    Rfc5424Format format = Rfc5424Format.of(Facility.USER, "my falcoñ" + "x".repeat(60), "a host");
    assertEquals("myfalco" + "x".repeat(41), format.ident());
    assertEquals("ahost", format.hostname());
    assertEquals("-", Rfc5424Format.of(Facility.USER, "ñ", "h").ident());
  }

  @ParameterizedTest
  @CsvSource({"EMERGENCY,8", "ALERT,9", "CRITICAL,10", "ERROR,11", "WARNING,12", "NOTICE,13", "INFORMATIONAL,14", "DEBUG,15"})
  void prioritiesAreSeveritiesOfFacilityUser(Priority priority, int number) {
    assertEquals(number, Facility.named("user").priorityValue(priority));
  }
}
