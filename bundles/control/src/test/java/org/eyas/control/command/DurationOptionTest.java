package org.eyas.control.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eyas.api.config.RefusedException;
import org.junit.jupiter.api.Test;

class DurationOptionTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static Duration span(Map<String, String> options) throws RefusedException {
    CommandRequest request = new CommandRequest("completeness", List.of(), options, List.of(), false, "test");
    return DurationOption.of(request, "since", Duration.ofHours(1), DAY);
  }

  @Test
  void aLengthOfTimeIsANumberAndAUnit() throws Exception {
    assertEquals(Duration.ofSeconds(90), span(Map.of("since", "90s")));
    assertEquals(Duration.ofMinutes(15), span(Map.of("since", "15m")));
    assertEquals(Duration.ofHours(2), span(Map.of("since", "2h")));
    assertEquals(DAY, span(Map.of("since", "1d")));
    assertEquals(Duration.ofHours(1), span(Map.of()));
  }

  @Test
  void everythingElseIsRefusedWithWhatIsPossible() {
    for (String text : List.of("", "h", "0h", "-1h", "1", "1w", "1h ", "99999999h")) {
      RefusedException refused = assertThrows(RefusedException.class, () -> span(Map.of("since", text)), text);
      assertTrue(String.valueOf(refused.getMessage()).contains("needs a length of time such as 15m or 2h"), text);
    }
    RefusedException refused = assertThrows(RefusedException.class, () -> span(Map.of("since", "25h")));
    assertEquals("option --since can be at most 24h, not '25h'", refused.getMessage());
  }
}
