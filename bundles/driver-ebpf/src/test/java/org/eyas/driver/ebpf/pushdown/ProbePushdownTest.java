package org.eyas.driver.ebpf.pushdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.engine.schema.EventSchema;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.junit.jupiter.api.Test;

class ProbePushdownTest {
  private static final EventType RMDIR = EventSchema.current().type("SYSCALL_RMDIR_2_X");
  private static final Map<EventType, RawCondition> FAILED = Map.of(RMDIR, new Numbers(0, Ranges.NEGATIVE));
  private static final Map<EventType, RawCondition> SUCCEEDED = Map.of(RMDIR, new Numbers(0, Ranges.NOT_NEGATIVE));
  private static final ThreadClasses NONE = ThreadClasses.NONE;
  private static final int RMDIR_PLACE = 84;
  private static final int OPENAT_PLACE = 257;
  private static final int NO_PLAN = 2;
  private static final int PLAN_BYTES = 356_632;
  private static final int NUMBER = PLAN_BYTES - Long.BYTES;

  private final List<Integer> used = new ArrayList<>();
  private final List<Integer> barriers = new ArrayList<>(); // the plan that is used while the engine waits
  private final List<String> steps = new ArrayList<>();
  private boolean fails;
  private final ByteBuffer memory = ByteBuffer.allocateDirect(2 * PLAN_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final PushdownMemory plans = new PushdownMemory(memory, used::add, this::barrier);
  private final VerdictCounters verdicts = new VerdictCounters(ByteBuffer.allocate((int) VerdictCounters.bytes(1)), 1);
  private final ThreadQuestions questions =
      new ThreadQuestions(verdicts, new ThreadMemory(ByteBuffer.allocate(64)), plans, System::nanoTime, codes -> {});
  private final ProbePushdown pushdown =
      new ProbePushdown(
          plans, verdicts, questions, new RecipeTable(SyscallNumbers.of("amd64")).byPlace(), new ProbeAbilities(true, true),
          new Notes());

  private final class Notes implements DescriptorTracking {
    @Override
    public void forgetDescriptors() {
      steps.add("forget");
    }

    @Override
    public void setLacksFiles(boolean lack) {
      steps.add("files are lacking: " + lack);
    }
  }

  private void barrier() {
    steps.add("wait");
    barriers.add(used.getLast());
    if (fails) {
      throw new IllegalStateException("on purpose");
    }
  }

  @Test
  void ifNewConditionsCannotBeWrittenAllEventsPassUntilTheyCan() {
    pushdown.want(FAILED, NONE);
    assertEquals(1, pushdown.counts().size());
    fails = true;
    assertThrows(IllegalStateException.class, () -> pushdown.want(SUCCEEDED, NONE));
    assertEquals(NO_PLAN, used.getLast());
    assertEquals(List.of(new PushdownCounts(RMDIR, RawCondition.Always.TRUE, 0, 0)), pushdown.counts());
    fails = false;
    pushdown.want(SUCCEEDED, NONE);
    assertEquals(SUCCEEDED.get(RMDIR), pushdown.counts().getFirst().applied());
  }

  @Test
  void everyOpenThatIsStillLeftOutHasHappenedWhenAllAreRequested() {
    EventType openat = EventSchema.current().type("SYSCALL_OPENAT_2_X");
    pushdown.want(Map.of(openat, DescriptorConditions.successCondition(false)), NONE);
    barriers.clear();
    pushdown.want(Map.of(), NONE);
    assertEquals(List.of(NO_PLAN), barriers);
  }

  /** Until then, an open that the engine keeps may not be noted: its close would be left out. */
  @Test
  void noNoteFromBeforeAllProgramsNoteTheOpensThatTheEngineKeepsIsUsed() {
    EventType openat = EventSchema.current().type("SYSCALL_OPENAT_2_X");
    pushdown.want(Map.of(openat, DescriptorConditions.successCondition(true)), NONE);
    assertEquals(List.of("files are lacking: true", "wait", "forget"), steps);
    assertEquals(List.of(NO_PLAN), barriers);
    pushdown.want(Map.of(), NONE);
    steps.clear();
    pushdown.descriptorsReported();
    assertEquals(List.of("files are lacking: false"), steps);
  }

  @Test
  void anOpenOfADirectoryPassesIfTheEngineNeedsDirectories() {
    EventType openat = EventSchema.current().type("SYSCALL_OPENAT_2_X");
    pushdown.want(Map.of(openat, DescriptorConditions.successCondition(true)), NONE);
    assertEquals(4 | 16, memory.getInt(used.getLast() * PLAN_BYTES + OPENAT_PLACE * 24 + 20) & (4 | 16));
    assertEquals(DescriptorConditions.successCondition(true), pushdown.counts().getFirst().applied());
    pushdown.want(Map.of(openat, DescriptorConditions.successCondition(false)), NONE);
    assertEquals(4, memory.getInt(used.getLast() * PLAN_BYTES + OPENAT_PLACE * 24 + 20) & (4 | 16));
  }

  @Test
  void eachPlanHasANumberOfItsOwn() {
    pushdown.want(FAILED, NONE);
    pushdown.want(SUCCEEDED, NONE);
    long one = memory.getLong(NUMBER);
    long other = memory.getLong(PLAN_BYTES + NUMBER);
    assertTrue(one > 0 && other > 0 && one != other, one + " " + other);
  }

  /** Programs keep events that a plan rejected, with its number. */
  @Test
  void aPlanThatIsSetBackHasANewNumber() {
    pushdown.want(FAILED, NONE);
    ByteBuffer original = ByteBuffer.allocate(NUMBER).put(memory.slice(0, NUMBER)).flip();
    long number = memory.getLong(NUMBER);
    assertFalse(plans.restore());
    assertEquals(number, memory.getLong(NUMBER));
    memory.putLong(0, memory.getLong(0) + 1);
    assertTrue(plans.restore());
    assertTrue(memory.getLong(NUMBER) > number);
    assertEquals(original, memory.slice(0, NUMBER));
    assertEquals(List.of(NO_PLAN), barriers);
    assertFalse(plans.restore());
  }

  private boolean isKept(EventType type, int place, RawCondition condition) {
    pushdown.want(Map.of(type, condition), NONE);
    return (memory.getInt(used.getLast() * PLAN_BYTES + place * 24 + 20) & 8) != 0;
  }

  private static RawCondition path(int param) {
    return new Path(param, Part.WHOLE, Form.EQUAL, List.of(Text.of("/a")), true);
  }

  @Test
  void rejectedOpensAreKeptIfTheirPathFlagsAndModeDecide() {
    EventType openat = EventSchema.current().type("SYSCALL_OPENAT_2_X");
    RawCondition path = path(2);
    RawCondition succeeds = new Numbers(0, Ranges.NOT_NEGATIVE);
    assertTrue(isKept(openat, OPENAT_PLACE, path));
    assertTrue(
        isKept(openat, OPENAT_PLACE, new AllOf(List.of(succeeds, path, new Bits(3, 1, 1, true), new Bits(4, 2, 2, false)))));
    assertFalse(isKept(openat, OPENAT_PLACE, new Bits(3, 1, 1, true)), "to compare is not faster than to check");
    assertFalse(isKept(openat, OPENAT_PLACE, new AllOf(List.of(new Numbers(0, Ranges.between(-13, -13)), path))));
    assertFalse(isKept(openat, OPENAT_PLACE, new AllOf(List.of(new Numbers(6, Ranges.between(5, 5)), path))), "the inode");
    assertFalse(isKept(RMDIR, RMDIR_PLACE, path(1)));
  }

  @Test
  void theSameConditionsAreNotWrittenAgain() {
    pushdown.want(FAILED, NONE);
    int changes = used.size();
    pushdown.want(FAILED, NONE);
    assertEquals(changes, used.size());
    pushdown.want(Map.of(), NONE);
    assertEquals(NO_PLAN, used.getLast());
  }
}
