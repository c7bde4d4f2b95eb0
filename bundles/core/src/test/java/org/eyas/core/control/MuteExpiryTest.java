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
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

class MuteExpiryTest {
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
    public void endMute(String id) {
      ended.add(id);
    }

    @Override
    public MuteChoice choiceFor(long alert) {
      throw new AssertionError();
    }

    @Override
    public MuteSum tryMutes(List<MuteChoice> choices) {
      throw new AssertionError();
    }

    @Override
    public MuteTrial tryMute(long alert, Set<String> fields) {
      throw new AssertionError();
    }

    @Override
    public Mute addMute(long alert, Set<String> fields, Terms terms) {
      throw new AssertionError();
    }
  }

  @Test
  void theThreadEndsMutesWhoseTimeIsOverAlsoAfterARoundThatFailed() {
    try (MuteExpiry _ = new MuteExpiry(new Some(), () -> true, 1, entry -> audited.add(entry.detail()))) {
      ConditionWait.until(() -> rounds.get() > 4);
    }
    assertEquals(List.of("old"), ended, "once, and only the one that is over");
    assertEquals(List.of("old"), audited);
  }

  @Test
  void aReplayChangesNoRulesOfTheMachine() {
    AtomicInteger asked = new AtomicInteger();
    try (MuteExpiry _ = new MuteExpiry(new Some(), () -> asked.incrementAndGet() < 0, 1, _ -> {})) {
      ConditionWait.until(() -> asked.get() > 4);
    }
    assertEquals(0, rounds.get());
  }
}
