package org.eyas.driver.ebpf.pushdown;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import org.eyas.driver.ebpf.pushdown.CheckCompiler.Instruction;
import org.eyas.driver.ebpf.pushdown.PushdownPlan.Judged;
import org.eyas.recipe.RecipeTable;

/**
 * The two plans in the probe's memory. A program reads the number of the plan in use when an event begins, and uses that plan for
 * the whole event. So an event is judged by one plan or the other, never by parts of both. Called by the thread of the loop.
 *
 * <pre>
 *  0                  12288             61440      61696     78080      94464                   356608         356616      356624
 *  +------------------+-----------------+----------+---------+----------+-----------------------+--------------+-----------+------------+
 *  | calls 512 x 24 B | checks 2048x24 B| classes  | seen    | last     | next u16[2048][64]    | of ancestors | epoch u64 | number u64 |
 *  |                  |                 | u8[256]  | u64[..] | u64[..]  |                       | u64          |           |            |
 *  +------------------+-----------------+----------+---------+----------+-----------------------+--------------+-----------+------------+
 *
 *  a call: least i64, most i64, first u16, checks u16, flags u32
 *  a check: kind, param, flags, unused, if true u16, if false u16, a i64, b i64
 * </pre>
 */
public final class PushdownMemory {
  private static final int CALL_BYTES = 24;
  private static final int CHECK_BYTES = 24;
  private static final int CHECKS = RecipeTable.SYSCALLS * CALL_BYTES;
  private static final int CLASSES = CHECKS + PushdownPlan.MOST_CHECKS * CHECK_BYTES;
  private static final int SEEN = CLASSES + 256;
  private static final int LAST = SEEN + TextAutomaton.STATES * Long.BYTES;
  private static final int NEXT = LAST + TextAutomaton.STATES * Long.BYTES;
  private static final int OF_ANCESTORS = NEXT + TextAutomaton.STATES * TextAutomaton.CLASSES * Short.BYTES;
  private static final int EPOCH = OF_ANCESTORS + Long.BYTES;
  private static final int NUMBER = EPOCH + Long.BYTES;
  private static final int PLAN_BYTES = NUMBER + Long.BYTES;
  private static final int SIGNED = 1;
  private static final int UNWANTED = 2;
  private static final int COUNTED = 1;
  private static final int OF_PATH = 8;
  private static final int DIRECTORIES = 16;
  private static final int NO_PLAN = 2;

  private final ByteBuffer plans;
  private final IntConsumer use;
  private final Runnable barrier;
  private final ByteBuffer[] written = new ByteBuffer[2]; // what the engine has written, by plan
  private int inUse = NO_PLAN;
  private boolean wasUsed;
  private int epoch; // of the answers about threads that hold; the same for no two plans
  private boolean asksForThreads;
  private long plansUsed;

  /**
   * @param plans the probe's memory
   * @param use sets the plan for events that begin from now on
   * @param barrier waits until no program uses an earlier plan
   */
  public PushdownMemory(ByteBuffer plans, IntConsumer use, Runnable barrier) {
    this.plans = plans;
    this.use = use;
    this.barrier = barrier;
    for (int number = 0; number < 2; number++) {
      written[number] = ByteBuffer.allocate(PLAN_BYTES).order(plans.order());
    }
    use.accept(NO_PLAN);
  }

  /** Uses a plan from now on. When this returns, every event that begins is judged by it. */
  void applyPlan(PushdownPlan plan) {
    int number = inUse == 0 ? 1 : 0;
    if (wasUsed) {
      barrier.run();
    }
    wasUsed = true;
    asksForThreads = plan.asksForThreads();
    write(plan, written[number]);
    written[number].putLong(EPOCH, asksForThreads ? ++epoch : 0);
    written[number].putLong(NUMBER, ++plansUsed);
    copy(number);
  }

  /** Voids all answers about threads. */
  void forgetThreads() {
    if (inUse != NO_PLAN && asksForThreads) {
      written[inUse].putLong(EPOCH, ++epoch);
      plans.putLong(inUse * PLAN_BYTES + EPOCH, epoch);
    }
  }

  /** The epoch that valid answers about threads have in their seals; 0 if no condition is about threads. */
  int epoch() {
    return inUse != NO_PLAN && asksForThreads ? epoch : 0;
  }

  private void copy(int number) {
    plans.put(number * PLAN_BYTES, written[number], 0, PLAN_BYTES);
    begin(number);
  }

  /** Removes the plan in use: from now on, no event is left out. */
  void applyNoPlan() {
    begin(NO_PLAN);
  }

  /** Waits until no program judges an event by an earlier plan. */
  void settle() {
    barrier.run();
  }

  private void begin(int number) {
    VarHandle.releaseFence(); // another processor that sees the number sees the plan
    inUse = number;
    use.accept(number);
  }

  private static void write(PushdownPlan plan, ByteBuffer to) {
    to.put(0, new byte[PLAN_BYTES]);
    plan.byPlace().forEach((place, judged) -> {
      int flags = COUNTED | 1 << judged.known().ordinal() | (judged.ofPath() ? OF_PATH : 0)
          | (judged.directories() ? DIRECTORIES : 0);
      write(judged, flags, to.duplicate().order(to.order()).position(place * CALL_BYTES));
    });
    ByteBuffer checks = part(to, CHECKS, CLASSES);
    plan.checks().forEach(check -> write(check, checks));
    plan.texts().write(part(to, CLASSES, SEEN), part(to, SEEN, LAST), part(to, LAST, NEXT), part(to, NEXT, OF_ANCESTORS));
    to.putLong(OF_ANCESTORS, plan.ofAncestors());
  }

  private static ByteBuffer part(ByteBuffer of, int from, int to) {
    return of.slice(from, to - from).order(of.order());
  }

  private static void write(Judged judged, int flags, ByteBuffer to) {
    to.putLong(judged.results().least()).putLong(judged.results().most());
    to.putShort((short) judged.first()).putShort((short) judged.checks()).putInt(flags);
  }

  private static void write(Instruction check, ByteBuffer to) {
    int flags = (check.signed() ? SIGNED : 0) | (check.wanted() ? 0 : UNWANTED);
    to.put((byte) check.kind().ordinal()).put((byte) check.param()).put((byte) flags).put((byte) 0);
    to.putShort((short) check.ifTrue()).putShort((short) check.ifFalse()).putLong(check.a()).putLong(check.b());
  }

  /**
   * Restores the plan in use if another program has changed it. Returns whether there was a change. No event is left
   * out while the plan is written. The plan gets a new number, which voids the probe's memory of events that the
   * changed plan rejected.
   */
  public boolean restore() {
    int number = inUse;
    if (number == NO_PLAN) {
      return false;
    }
    ByteBuffer memory = plans.slice(number * PLAN_BYTES, PLAN_BYTES);
    if (memory.equals(written[number].slice(0, PLAN_BYTES))) {
      return false;
    }
    applyNoPlan();
    barrier.run();
    written[number].putLong(NUMBER, ++plansUsed);
    copy(number);
    return true;
  }
}
