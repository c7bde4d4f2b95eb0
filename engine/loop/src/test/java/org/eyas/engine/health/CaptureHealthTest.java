package org.eyas.engine.health;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;

class CaptureHealthTest {
  private static final class Crowded extends QuietCapture {
    private long lost;

    @Override
    public CaptureStats stats() {
      return new CaptureStats(1, lost);
    }

    @Override
    public CaptureDetails details() {
      return new CaptureDetails(
          List.of(), List.of(), List.of(),
          List.of(new TreeCounts(7, 7, "flood", lost), new TreeCounts(8, 8, "other", lost / 2)), Map.of());
    }
  }

  @Test
  void theContainerOfTheNoisiestProcessIsNamed() {
    Crowded capture = new Crowded();
    CaptureHealth health = new CaptureHealth(() -> LossPolicy.NONE, () -> 0, alert -> {}, true);
    health.begin(capture, pid -> pid == 7 ? "3ad7b26ded6d" : "");
    capture.lost = 9;
    health.end();
    String expected = "9 in the session of process 7 (flood in container 3ad7b26ded6d), 4 in the session of process 8 (other).";
    assertTrue(health.lossProblem().contains(expected), health.lossProblem());
  }
}
