package org.eyas.core.fault;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eyas.core.foreign.ForeignFault;
import org.jspecify.annotations.Nullable;

/**
 * Where one thread enters and leaves another bundle's code. Of many calls a few are timed; of all of them the watchdog sees
 * whether one has begun and not ended, by a number that is odd meanwhile:
 *
 * <pre>
 *   turn   0   1   2   3   4 ... 128   129  130
 *            in  out  in  out       in, timed  out
 * </pre>
 *
 * <p>A call costs two writes and a comparison; nobody asks for the time. After a call that was over its budget the next ones are
 * all timed.
 */
public final class Gate implements AutoCloseable {
  /** Every 64th call: a turn is even when a call begins. */
  static final int SAMPLED = 127;

  /** Every call: where calls are rare. */
  static final int EACH = 0;

  private static final int CLOSELY = 64;
  private static final VarHandle TURN;
  private static final VarHandle MASK;

  static {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      TURN = own.findVarHandle(Gate.class, "turn", long.class);
      MASK = own.findVarHandle(Gate.class, "mask", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Guard guard;
  private final int usualMask;
  private long turn;
  private int mask;
  private int closely;
  private boolean timed;
  private long startNanos;
  private long startBytes;
  private volatile @Nullable Thread thread;

  // The watchdog's.
  private long seenTurn = -1;
  private int sightings;
  private volatile long toldTurn = -1;

  Gate(Guard guard, int mask) {
    this.guard = guard;
    usualMask = mask;
    this.mask = guard.isOut() ? EACH : mask;
  }

  /**
   * Answers this, for a try statement that leaves it.
   *
   * @throws ForeignFault where the service was taken out
   */
  Gate enter() {
    if ((turn & (int) MASK.getOpaque(this)) == 0) {
      begin();
    }
    TURN.setOpaque(this, turn | 1);
    return this;
  }

  @Override
  public void close() {
    leave();
  }

  void leave() {
    TURN.setOpaque(this, (turn | 1) + 1);
    if (timed) {
      end();
    }
  }

  private void begin() {
    guard.requireIn();
    Thread caller = Thread.currentThread();
    if (thread != caller) {
      thread = caller;
    }
    timed = guard.role().memoryFactor() > 0;
    if (timed) {
      startBytes = Allocated.bytes();
      startNanos = System.nanoTime();
    }
  }

  private void end() {
    long nanos = System.nanoTime() - startNanos;
    long bytes = Allocated.bytes() - startBytes;
    timed = false;
    FaultPolicy policy = guard.policy();
    boolean told = toldTurn == (turn - 1 | 1); // the watchdog was faster
    boolean greedy = bytes > policy.budgetBytes(guard.role());
    boolean late = guard.role().hasBudget() && nanos > policy.budgetNanos();
    guard.times().add(nanos);
    if (greedy) {
      guard.greedy(bytes); // one call is one fault: what allocates much takes its time
    } else if (late && !told) {
      guard.late(nanos);
    }
    if (greedy || late) {
      closely = CLOSELY;
      mask = EACH;
    } else if (closely > 0 && --closely == 0 && !guard.isOut()) {
      mask = usualMask;
    }
  }

  /** What is thrown instead of what the other bundle's code threw. */
  ForeignFault failed(Throwable thrown) {
    if (timed) {
      end(); // to look into the fault takes time of our own
    }
    return guard.failed(thrown);
  }

  /** From the next call on every one is looked at; from any thread. */
  void lookClosely() {
    MASK.setOpaque(this, EACH);
  }

  /** Looks from the watchdog's thread; answers for how many looks the same call has not returned. */
  int look() {
    long now = (long) TURN.getOpaque(this);
    if ((now & 1) == 0 || now != seenTurn) {
      seenTurn = now;
      sightings = 0;
      return 0;
    }
    sightings++;
    if (sightings == 1 && guard.role().hasBudget()) {
      toldTurn = now;
      guard.late(Watchdog.PERIOD_NANOS);
    }
    return sightings;
  }

  /** The thread that calls; null before the first call. */
  @Nullable Thread thread() {
    return thread;
  }
}
