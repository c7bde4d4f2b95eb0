package org.eyas.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.eyas.api.config.RefusedException;
import org.eyas.console.access.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice of the time in the header. */
class TimePickerTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00.5Z");

  @TempDir private Path folder;

  private static String chosen(Map<String, String> parameters) throws RefusedException {
    return TimePicker.chosen(new FakeRequest("GET", "/alerts", Map.of(), parameters, "", false), NOW).orElseThrow();
  }

  @Test
  void aPresetBecomesATimeAtTheClickAndLeavesTheOtherParameters() throws RefusedException {
    assertEquals(
        "/alerts?q=rule%3A%22A+%26+b%22&view=alerts&during=2026-12-01T11%3A00%3A01Z..2026-12-01T12%3A00%3A01Z",
        chosen(Map.of("last", "1h", "q", "rule:\"A & b\"", "view", "alerts", "during", "old", "before", "17", "since", "1h")));
    for (String[] each : new String[][] {{"15m", "2026-12-01T11%3A45"}, {"6h", "2026-12-01T06"}, {"24h", "2026-11-30T12"},
        {"7d", "2026-11-24T12"}}) {
      assertTrue(chosen(Map.of("last", each[0])).startsWith("/alerts?during=" + each[1]), each[0]);
    }
  }

  @Test
  void aTimeOfOnesOwnIsInTheZoneOfTheEngineOrNamesItsOwn() throws RefusedException {
    Instant from = LocalDateTime.parse("2026-11-30T08:00").atZone(ZoneId.systemDefault()).toInstant();
    assertEquals(
        "/alerts?" + QueryString.parameter("during", from + "..2026-12-01T09:30:05Z"),
        chosen(Map.of("last", "custom", "from", "2026-11-30T08:00", "to", "2026-12-01T09:30:05Z")));
  }

  @Test
  void aTimeThatIsNoneIsRefusedWithItsPlace() {
    for (String[] each : new String[][] {{"custom", "", "", "The begin of the time is missing"},
        {"custom", "2026-11-30T08:00", "noon", "The end of the time is 'noon'"},
        {"custom", "2026-11-30T08:00", "2026-11-30T08:00", "must be before its end"},
        {"8h", "", "", "use 15m, 1h, 6h, 24h, 7d."}}) {
      String why =
          assertThrows(
              RefusedException.class, () -> chosen(Map.of("last", each[0], "from", each[1], "to", each[2]))).getMessage();
      assertTrue(why.contains(each[3]), why);
    }
  }

  @Test
  void aClickLeadsToTheSamePageForTheTime() {
    Visitor visitor = new Visitor(folder);
    for (String path : List.of("/", "/alerts", "/incidents", "/tuning", "/rules", "/completeness", "/audit")) {
      PageReply reply = visitor.visit(visitor.viewer, path, "last", "15m", "q", "a");
      assertEquals(303, reply.status(), path);
      String next = reply.headers().get("Location");
      assertTrue(next.startsWith(path + "?q=a&during="), next);
      assertTrue(visitor.page(path, "q", "a").contains("<a href=\"" + path + "?q=a&last=15m\" data-last=\"15m\">15 min</a>"),
          path);
    }
    assertFalse(visitor.page("/channels").contains("data-last"));
    assertEquals(400, visitor.visit(visitor.viewer, "/alerts", "last", "1y").status());
  }

  @Test
  void aQueryOfAnAddressCannotLeaveTheHeader() {
    Visitor visitor = new Visitor(folder);
    String page = visitor.raw("/alerts", "q", "\"><script>alert(1)</script>", "switched", "Call 0900");
    assertFalse(page.contains("<script>alert") || page.contains("0900"), page);
    String next = visitor.visit(visitor.viewer, "/alerts", "last", "1h", "q", "a\r\nSet-Cookie: b=c").headers().get("Location");
    assertFalse(next.contains("\r") || next.contains("\n"), next);
  }
}
