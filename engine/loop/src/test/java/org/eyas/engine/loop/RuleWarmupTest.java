package org.eyas.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.junit.jupiter.api.Test;

class RuleWarmupTest {
  private static final SourceInfo LIVE = new SourceInfo("test", "syscall", true, "");
  private static final long MILLI = 1_000_000;

  private final ByteBuffer open =
      ScapEventEncoder.encode(SourceLoopTest.OPENAT, 100_000 * MILLI, 42, 5, -100, "/dev/video0", 1, 0, 0, 7);
  private final RuleGeneration current = SourceLoopTest.generation(false, List.of(), SourceLoopTest.ANY_OPEN);
  private final RuleGeneration next = SourceLoopTest.generation(false, List.of(), SourceLoopTest.CAMERA);
  private final Set<String> alerts = new TreeSet<>();
  private RuleGeneration counting = current;

  /** Opens the camera until the loop has reached the expected state. */
  private final class Opens extends QuietCapture {
    private final List<Runnable> turns = new ArrayList<>();
    private final SourceLoop loop = new SourceLoop(LoopSetup.of(LIVE, alert -> alerts.add(alert.rule())), () -> counting);

    @Override
    public int poll(EventSink sink, int limit) {
      if (!turns.isEmpty()) {
        turns.removeFirst().run();
      } else if (loop.isWarmedUp(next)) {
        return END;
      }
      sink.onEvent(0, open, 0, open.limit());
      return 1;
    }
  }

  private static SourceRules syscalls(RuleGeneration generation) {
    return Objects.requireNonNull(generation.bySource().get("syscall"));
  }

  @Test
  void warmedUpRulesRaiseNoAlertAndCountNothing() throws Exception {
    Opens opens = new Opens();
    opens.loop.warmUp(next);
    opens.loop.run(opens);
    assertEquals(Set.of("any open"), alerts);
    assertTrue(opens.loop.isWarmedUp(next));
    assertEquals("Events detected: 0", next.counts().lines().getFirst());
  }

  @Test
  void rulesThatArePublishedDuringTheirWarmupAreInUse() throws Exception {
    Opens opens = new Opens();
    opens.turns.add(() -> opens.loop.warmUp(next));
    opens.turns.add(() -> counting = next);
    opens.loop.run(opens);
    assertEquals(Set.of("any open", "camera opened"), alerts);
  }

  @Test
  void aReplayNeedsNoWarmup() {
    SourceLoop replay = new SourceLoop(LoopSetup.of(new SourceInfo("test", "syscall", false, ""), alert -> {}), () -> current);
    replay.warmUp(next);
    assertTrue(replay.isWarmedUp(next));
  }

  @Test
  void aWarmupWithFewEventsEndsSoon() {
    RuleWarmup warmup = new RuleWarmup(syscalls(next), 0);
    assertFalse(warmup.isOver(49 * MILLI));
    assertTrue(warmup.isOver(50 * MILLI));
    assertEquals(0, warmup.tried());
  }

  @Test
  void generatedClassesContinueTheCountsOfTheirTrees() throws Exception {
    assertTrue(current.hasTrees());
    RuleGeneration classes = current.generated();
    assertFalse(classes.hasTrees());
    assertSame(classes.bySource().get("syscall"), classes.generated().bySource().get("syscall"));
    Opens opens = new Opens();
    opens.turns.add(() -> {});
    opens.turns.add(() -> counting = classes);
    opens.turns.add(() -> opens.loop.stop());
    opens.loop.run(opens);
    assertEquals("Events detected: 3", classes.counts().lines().getFirst());
    assertEquals(Set.of("any open"), alerts);
  }
}
