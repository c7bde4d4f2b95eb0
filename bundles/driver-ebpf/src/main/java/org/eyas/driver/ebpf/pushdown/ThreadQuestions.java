package org.eyas.driver.ebpf.pushdown;

import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Passes the probe's questions about threads to the engine, and the answers back. Used by the loop's thread.
 *
 * <p>An answer must consider every event before the question. So the counts of changes and the time are noted first.
 * The engine is asked when it has processed all events up to that time. If a count has grown in the meantime, the
 * answer is void.
 */
public final class ThreadQuestions {
  private static final int MOST = 256; // at a time; the probe asks again

  private final VerdictCounters verdicts;
  private final ThreadMemory threads;
  private final PushdownMemory plans;
  private final LongSupplier clock;
  private final Consumer<Set<Integer>> changing;
  private final long[] heard;
  private final int[] tids = new int[MOST];
  private final long[] changes = new long[MOST];
  private final long[] relatives = new long[MOST];
  private final long[] nanos = new long[MOST];
  private int count;
  private long answered;

  /**
   * @param plans tells which answers are valid
   * @param clock the time that events would have now
   * @param changing sets the codes of the events that change threads; called before the first plan that asks about
   *     threads is used
   */
  public ThreadQuestions(
      VerdictCounters verdicts, ThreadMemory threads, PushdownMemory plans, LongSupplier clock, Consumer<Set<Integer>> changing) {
    this.verdicts = verdicts;
    this.threads = threads;
    this.plans = plans;
    this.clock = clock;
    this.changing = changing;
    heard = new long[verdicts.cpus()];
  }

  void changing(Set<Integer> codes) {
    changing.accept(codes);
  }

  /**
   * Passes on what the engine can answer by now, and notes what the probe has asked since.
   *
   * @param reachedNanos all events before this time have been processed that were complete when the questions were noted
   */
  public void ask(long reachedNanos, LongUnaryOperator possible) {
    int epoch = plans.epoch();
    if (epoch == 0) {
      count = 0;
      return;
    }
    answer(reachedNanos, epoch, possible);
    for (int cpu = 0; cpu < heard.length; cpu++) {
      hear(cpu);
    }
  }

  private void answer(long reachedNanos, int epoch, LongUnaryOperator possible) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      if (nanos[i] < reachedNanos) {
        threads.answer(tids[i], changes[i], relatives[i], possible.applyAsLong(tids[i]), epoch);
        answered++;
      } else {
        move(i, left++);
      }
    }
    count = left;
  }

  private void move(int from, int to) {
    tids[to] = tids[from];
    changes[to] = changes[from];
    relatives[to] = relatives[from];
    nanos[to] = nanos[from];
  }

  private void hear(int cpu) {
    long asks = verdicts.asks(cpu);
    for (long number = Math.max(heard[cpu], verdicts.firstAsked(cpu)); number < asks && count < MOST; number++) {
      note(verdicts.asked(cpu, number));
    }
    heard[cpu] = asks;
  }

  private void note(int tid) {
    tids[count] = tid;
    changes[count] = threads.changes(tid);
    relatives[count] = threads.relatives();
    VarHandle.acquireFence(); // the clock is read after the counts: what they count is older
    nanos[count] = clock.getAsLong();
    count++;
  }

  /** Voids all answers so far. */
  public void forget() {
    plans.forgetThreads();
  }

  /** The number of answers that were written. */
  public long answered() {
    return answered;
  }
}
