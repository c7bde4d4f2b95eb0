package org.eyas.config.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
  @ParameterizedTest
  @CsvSource({
      "1h, 3600000", "15m, 900000", "30s, 30000", "100ms, 100", "1h30m, 5400000", "' 1 h 5 s ', 3605000", "2d, 172800000",
      "1w, 604800000", "1y, 31536000000", "1m1ms, 60001", "0s, 0",
  })
  void readsWhatPrometheusWrites(String text, long millis) {
    assertEquals(OptionalLong.of(millis), PrometheusDuration.millis(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5000", "1", "h", "5s1h", "1.5h", "-1s", "1H", "1h x", "99999999999999999999s", "999999999999y"})
  void anythingElseIsNoDuration(String text) {
    assertEquals(OptionalLong.empty(), PrometheusDuration.millis(text));
  }

  @Test
  void longTextIsExpandedQuickly() {
    assertEquals(OptionalLong.empty(), PrometheusDuration.millis("1".repeat(100_000)));
  }
}
