package org.eyas.driver.ebpf.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.pushdown.RawCondition.ProcessClass;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.engine.schema.EventSchema;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.junit.jupiter.api.Test;

/** Answers in the probe's memory; the test counts changes and asks as the probe does (threads.h, judge.h). */
class ThreadQuestionsTest {
  private static final int TID = 4_711;
  private static final int CHANGES = 64 + TID % ThreadMemory.PLACES * 40;
  private static final ThreadClasses CLASSES = new ThreadClasses(2, 0b10, Set.of(1));

  private final ByteBuffer plans = ByteBuffer.allocate(2 * 356_632).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer counts = ByteBuffer.allocate((int) VerdictCounters.bytes(1)).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer threads = ByteBuffer.allocate(64 + ThreadMemory.PLACES * 40).order(ByteOrder.LITTLE_ENDIAN);
  private final PushdownMemory conditions = new PushdownMemory(plans, _ -> {}, () -> {});
  private final List<Long> asked = new ArrayList<>();
  private long now = 1_000;
  private final ThreadQuestions questions =
      new ThreadQuestions(new VerdictCounters(counts, 1), new ThreadMemory(threads), conditions, () -> now, _ -> {});

  ThreadQuestionsTest() {
    applyCondition(new ProcessClass(1, ""));
  }

  private void applyCondition(ProcessClass condition) {
    conditions.applyPlan(PushdownPlan.of(Map.of(EventSchema.current().type("SYSCALL_RMDIR_2_X"), condition), CLASSES,
        new RecipeTable(SyscallNumbers.of("amd64")).byPlace(), new ProbeAbilities(true, true)));
  }

  private void probeAsks(int tid) {
    long number = counts.getLong(8_192);
    counts.putInt(8_200 + (int) (number % 64) * 4, tid);
    counts.putLong(8_192, number + 1);
  }

  private void ask(long reachedNanos) {
    questions.ask(reachedNanos, tid -> {
      asked.add(tid);
      return 0b1;
    });
  }

  /** Whether the probe finds an answer for a thread. */
  private boolean isAnswered(int tid) {
    int place = 64 + tid % ThreadMemory.PLACES * 40;
    return threads.getLong(place + 24) == ThreadMemory.seal(tid, threads.getLong(place), threads.getLong(place + 16),
        threads.getLong(place + 8), conditions.epoch());
  }

  @Test
  void aQuestionIsAnsweredOnceAllEventsBeforeItHaveBeenProcessed() {
    probeAsks(TID);
    ask(2_000);
    assertEquals(List.of(), asked, "it has only been noted");
    ask(1_000);
    assertEquals(List.of(), asked, "an event at its time is still on its way");
    ask(1_001);
    assertEquals(List.of((long) TID), asked);
    assertTrue(isAnswered(TID));
    assertEquals(1, threads.getLong(CHANGES + 8));
    assertFalse(isAnswered(TID + ThreadMemory.PLACES), "another thread at the same place");
    ask(5_000);
    assertEquals(1, asked.size(), "it is answered once");
  }

  @Test
  void anAnswerDoesNotHoldAfterAChangeSinceTheQuestion() {
    probeAsks(TID);
    ask(0);
    threads.putLong(CHANGES, 1);
    ask(2_000);
    assertFalse(isAnswered(TID), "the change may have come after the state that was asked");
    probeAsks(TID);
    ask(2_000);
    ask(2_000);
    assertTrue(isAnswered(TID));
    threads.putLong(CHANGES, 2);
    assertFalse(isAnswered(TID));
  }

  @Test
  void anAnswerSaysWhichChangesOfRelativesItConsiders() {
    threads.putLong(0, 7);
    probeAsks(TID);
    ask(0);
    threads.putLong(0, 8);
    ask(2_000);
    assertTrue(isAnswered(TID));
    assertEquals(7, threads.getLong(CHANGES + 16));
  }

  @Test
  void noAnswerHoldsForAnotherPlanOrAfterAllWereForgotten() {
    probeAsks(TID);
    ask(0);
    ask(2_000);
    assertTrue(isAnswered(TID));
    questions.forget();
    assertFalse(isAnswered(TID));
    probeAsks(TID);
    ask(0);
    ask(2_000);
    assertTrue(isAnswered(TID));
    applyCondition(new ProcessClass(0, ""));
    assertFalse(isAnswered(TID));
  }

  @Test
  void questionsThatWereOverwrittenAreNotAsked() {
    for (int tid = 1; tid <= 100; tid++) {
      probeAsks(tid);
    }
    ask(0);
    ask(2_000);
    assertEquals(64, asked.size());
    assertEquals(37, asked.getFirst());
  }
}
