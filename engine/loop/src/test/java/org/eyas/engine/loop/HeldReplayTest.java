package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eyas.engine.hold.HoldOptions;
import org.junit.jupiter.api.Test;

/** A replay holds alerts in the time of its events, and its result does not depend on the speed of the machine. */
class HeldReplayTest {
  private static final long HOLD = 100 * HoldingLoop.MILLI;
  private static final String PRINTS = "fd.name startswith /x => %fd.name in %late.name";

  @Test
  void aValueThatComesInTheTimeOfTheEventsCompletesTheAlert() throws Exception {
    HoldingLoop loop = HoldingLoop.replay(HOLD, PRINTS);
    loop.opens(42, 1_000, "/x1").opens(43, 1_099, "/other").answers(42, "web").opens(43, 1_100, "/other");
    assertEquals(List.of("/x1 in web"), loop.run());
    assertEquals(1, loop.figures().completed());
  }

  @Test
  void aValueThatComesAfterwardsIsNotUsed() throws Exception {
    HoldingLoop loop = HoldingLoop.replay(HOLD, PRINTS);
    loop.opens(42, 1_000, "/x1").opens(43, 1_100, "/other").answers(42, "web");
    assertEquals(List.of("/x1 in <NA>"), loop.run());
    assertEquals(1, loop.figures().timedOut());
  }

  @Test
  void alertsKeepTheOrderOfTheirEvents() throws Exception {
    HoldingLoop loop = HoldingLoop.replay(HOLD, PRINTS);
    loop.names.knows(43, "host");
    loop.opens(42, 1_000, "/x1").opens(43, 1_001, "/x2").opens(42, 1_002, "/x3").opens(43, 1_003, "/x4").answers(42, "web");
    assertEquals(List.of("/x1 in web", "/x2 in host", "/x3 in web", "/x4 in host"), loop.run());
  }

  @Test
  void theReplayWaitsForAnEnricherThatIsSlowerThanTheReplay() throws Exception {
    HoldingLoop loop = HoldingLoop.replay(HoldingLoop.LONG, PRINTS);
    loop.opens(42, 1_000, "/x1");
    loop.then(
        () -> CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(() -> loop.names.answer(42, "web")));
    assertEquals(List.of("/x1 in web"), loop.run());
  }

  @Test
  void atTheEndOfTheCaptureEverythingIsDecided() throws Exception {
    HoldingLoop loop = HoldingLoop.replay(HOLD, PRINTS, "not late.name = web => fires", "late.name exists => never");
    loop.opens(42, 1_000, "/x1");
    assertEquals(List.of("/x1 in <NA>", "fires"), loop.run());
    assertEquals(3, loop.figures().timedOut());
  }

  @Test
  void noMoreAlertsWaitThanConfigured() throws Exception {
    HoldingLoop loop = new HoldingLoop(false, new HoldOptions(1, 3, true, 0), true, false, PRINTS);
    loop.names.knows(43, "host");
    loop.opens(42, 1_000, "/x1");
    for (int i = 0; i < 5; i++) {
      loop.opens(43, 1_000, "/x" + (i + 2));
    }
    loop.then(() -> assertTrue(loop.alerts.size() >= 3, () -> "sent: " + loop.alerts));
    assertEquals(
        List.of("/x1 in <NA>", "/x2 in host", "/x3 in host", "/x4 in host", "/x5 in host", "/x6 in host"), loop.run());
  }
}
