package org.eyas.source.k8saudit.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares times with those of the JDK. */
class AuditTimeTest {
  private static long expected(String text) {
    Instant instant = OffsetDateTime.parse(text).toInstant();
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "1970-01-01T00:00:00Z", "2018-10-25T14:09:12.123456Z", "2000-02-29T23:59:59.999999999Z", "2026-11-27T08:00:00.5+02:00",
          "2026-11-27T08:00:00-09:30", "2100-03-01T00:00:00z", "2261-12-31T23:59:59Z"})
  void timeIsThatOfTheJdk(String text) {
    assertEquals(expected(text), AuditTime.nanos(Text.of(text)));
  }

  @Test
  void allDaysAreThoseOfTheJdk() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      String text = Instant.ofEpochSecond(random.nextLong(9_000_000_000L), random.nextInt(1_000_000_000)).toString();
      assertEquals(expected(text), AuditTime.nanos(Text.of(text)), "-Deyas.seed=" + seed + ": " + text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "", "2018", "2018-10-25T14:09:12", "2018-10-25 14:09:12Z", "2018-13-25T14:09:12Z", "2018-02-29T14:09:12Z",
          "2018-10-25T24:09:12Z", "2018-10-25T14:60:12Z", "2018-10-25T14:09:12.Z", "2018-10-25T14:09:12Zx",
          "2018-10-25T14:09:12+2:00", "2018-10-25T14:09:12+02:00x", "1969-12-31T23:59:59Z", "3000-01-01T00:00:00Z",
          "a018-10-25T14:09:12Z"})
  void anythingElseIsNotATime(String text) {
    assertEquals(AuditTime.NONE, AuditTime.nanos(Text.of(text)));
  }
}
