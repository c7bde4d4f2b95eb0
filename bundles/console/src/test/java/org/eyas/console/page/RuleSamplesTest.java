package org.eyas.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSamplesTest {
  private final FakeEngine engine = new FakeEngine();
  private final RuleSamples samples = new RuleSamples(engine);

  private void take(int step, long hits) {
    engine.rules.hits = hits;
    samples.sample(step * RuleSamples.STEP_NANOS);
  }

  @Test
  void matchesAreCountedByStepAndTheLastOneIsOpen() {
    take(1, 10);
    take(2, 10);
    take(3, 15);
    assertEquals(List.of(0L, 5L, 2L), samples.matches("Own", 17));
  }

  @Test
  void aSecondReadingWithinAStepIsIgnored() {
    take(1, 10);
    engine.rules.hits = 12;
    samples.sample(RuleSamples.STEP_NANOS + 5_000_000_000L);
    take(2, 15);
    assertEquals(List.of(5L, 0L), samples.matches("Own", 15));
  }

  @Test
  void countsOfAnEngineThatStartedAgainBeginAtZero() {
    take(1, 10);
    take(2, 3);
    assertEquals(List.of(3L, 1L), samples.matches("Own", 4));
  }

  @Test
  void halfAnHourIsKept() {
    for (int i = 1; i <= 200; i++) {
      take(i, i);
    }
    assertEquals(RuleSamples.STEPS, samples.matches("Own", 200).size());
    assertEquals(59, samples.matches("Own", 200).stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void aRuleWithoutMatchesHasNoPicture() {
    assertEquals(Sparkline.NOTHING, Sparkline.of(List.of(0L, 0L)));
  }

  @Test
  void thePictureEndsAtTheRightAndSaysTheSame() {
    Sparkline line = Sparkline.of(List.of(4L, 0L, 1L));
    assertEquals("M115 18v-18.0M119 18v-4.5", line.path());
    assertEquals("5 matches in the last half hour, at most 4 in half a minute", line.words());
  }
}
