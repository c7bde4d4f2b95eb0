package org.eyas.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteControl;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.MuteSum;
import org.eyas.api.control.MuteTrial;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.Test;

class MuteEndTest {
  private final AtomicInteger rounds = new AtomicInteger();
  private final List<String> ended = new CopyOnWriteArrayList<>();
  private final List<String> audited = new CopyOnWriteArrayList<>();

  private static MuteStatus mute(String id, Instant until) {
    return new MuteStatus(new Mute(id, "r", new TreeMap<>(), "ann", "reason", until), "zz-mute-" + id + ".yaml", 3);
  }

  /** Two mutes, of which one is over. The first round fails. */
  private final class Some implements MuteControl {
    @Override
    public List<MuteStatus> mutes() {
      if (rounds.incrementAndGet() == 1) {
        throw new IllegalStateException("not yet");
      }
      return List.of(mute("old", Instant.EPOCH), mute("new", Instant.MAX));
    }

    @Override
    public void end(String id) {
      ended.add(id);
    }

    @Override
    public MuteChoice choose(long alert) {
      throw new AssertionError();
    }

    @Override
    public MuteSum together(List<MuteChoice> choices) {
      throw new AssertionError();
    }

    @Override
    public MuteTrial attempt(long alert, Set<String> fields) {
      throw new AssertionError();
    }

    @Override
    public Mute add(long alert, Set<String> fields, Terms terms) {
      throw new AssertionError();
    }
  }

  @Test
  void theThreadEndsMutesWhoseTimeIsOverAlsoAfterARoundThatFailed() {
    try (MuteEnd _ = new MuteEnd(new Some(), () -> true, 1, entry -> audited.add(entry.detail()))) {
      Waiting.until(() -> rounds.get() > 4);
    }
    assertEquals(List.of("old"), ended, "once, and only the one that is over");
    assertEquals(List.of("old"), audited);
  }

  @Test
  void aReplayChangesNoRulesOfTheMachine() {
    AtomicInteger asked = new AtomicInteger();
    try (MuteEnd _ = new MuteEnd(new Some(), () -> asked.incrementAndGet() < 0, 1, _ -> {})) {
      Waiting.until(() -> asked.get() > 4);
    }
    assertEquals(0, rounds.get());
  }
}
