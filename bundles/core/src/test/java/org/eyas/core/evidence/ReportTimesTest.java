package org.eyas.core.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.eyas.core.setting.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTimesTest {
  @Test
  void timesAreInUtc() throws Exception {
    assertEquals(Instant.parse("2026-11-27T00:00:00Z"), ReportTimes.of("--from", "2026-11-27"));
    assertEquals(Instant.parse("2026-11-27T10:30:00Z"), ReportTimes.of("--from", "2026-11-27T10:30:00Z"));
    assertEquals(Instant.parse("2026-11-27T10:30:00Z"), ReportTimes.of("--from", "2026-11-27T10:30"));
    assertEquals(Instant.parse("2026-11-27T09:30:00Z"), ReportTimes.of("--from", "2026-11-27T10:30:00+01:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "2026-11-27 10:30", "10:30", "1764239400", "Z", "2026-02-30T10:30:00Z"})
  void aTextThatIsNotATimeIsRefusedWithAnExample(String text) {
    EngineException refused = assertThrows(EngineException.class, () -> ReportTimes.of("--to", text));
    assertTrue(
        String.valueOf(refused.getMessage()).startsWith("--to is not a time: '" + text + "'; write a date (2026-11-27) or "),
        refused::getMessage);
  }
}
