package org.eyas.engine.guard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.jspecify.annotations.Nullable;

/**
 * The point at which one thread enters and leaves another bundle's code. Some calls are timed. For every call, the
 * watchdog sees whether the call has begun and not ended, by a number that is odd during a call:
 *
 * <pre>
 *   turn   0   1   2   3   4 ... 128   129  130
 *            in  out  in  out       in, timed  out
 * </pre>
 *
 * <p>A call costs two writes and a comparison, and does not read the clock. After a call over its budget, all following
 * calls are timed.
 */
public final class CallGate implements AutoCloseable {
  /** The mask that times every 64th call: a call begins at an even turn, so 64 of the 128 turns begin calls. */
  static final int SAMPLED = 127;

  /** The mask that times every call, for rare calls. */
  static final int EACH = 0;

  /**
   * The part of a period that counts as a whole period. The scheduler withholds a little of the CPU even on an idle
   * machine.
   */
  static final double PART = 0.5;

  private static final int CLOSELY = 64;

  /** So many calls between two checks that one of them is timed. */
  private static final int MANY_CALLS = 64;

  private static final long NOT_READ = -1;
  private static final VarHandle TURN;
  private static final VarHandle MASK;

  static {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      TURN = own.findVarHandle(CallGate.class, "turn", long.class);
      MASK = own.findVarHandle(CallGate.class, "mask", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ServiceGuard guard;
  private final int usualMask;
  private long turn;

  @SuppressWarnings("UnusedVariable") // read through MASK
  private int mask;

  private int closely = CLOSELY; // a new service is watched closely, too
  private boolean timed;
  private long startNanos;
  private long startBytes;
  private long startCpuNanos;
  private volatile @Nullable CallerThread caller;

  // Fields of the watchdog's thread.
  private long seenTurn = -1;
  private CallerThread.@Nullable Sample seen;
  private double sightings;
  private volatile long reportedTurn = -1;

  CallGate(ServiceGuard guard, int mask) {
    this.guard = guard;
    usualMask = mask;
    this.mask = guard.isOut() ? EACH : mask;
  }

  /**
   * Returns this, for a try statement that closes it.
   *
   * @throws ForeignCodeFault if the service was taken out
   */
  CallGate enter() {
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
    guard.requireAllowed();
    CallerThread known = caller;
    if (known == null || known.thread() != Thread.currentThread()) {
      caller = CallerThread.own();
    }
    timed = guard.role().memoryFactor() > 0;
    if (timed) {
      startBytes = AllocatedBytes.bytes();
      startCpuNanos = closely > 0 && guard.role().hasBudget() ? CallerThread.cpuNanos() : NOT_READ; // a system call
      startNanos = System.nanoTime();
    }
  }

  private void end() {
    long nanos = System.nanoTime() - startNanos;
    long bytes = AllocatedBytes.bytes() - startBytes;
    timed = false;
    FaultPolicy policy = guard.policy();
    boolean reported = reportedTurn == (turn - 1 | 1); // the watchdog has already reported it
    boolean greedy = bytes > policy.budgetBytes(guard.role());
    boolean slow = guard.role().hasBudget() && nanos > policy.budgetNanos();
    boolean late = slow && isLate(nanos, policy.budgetNanos());
    guard.times().add(nanos);
    if (greedy) {
      guard.countGreedy(bytes); // one call is one fault: a call that allocates much is also slow
    } else if (late && !reported) {
      guard.countLate(nanos);
    }
    if (greedy || slow) {
      closely = CLOSELY;
      mask = EACH;
    } else if (closely > 0 && --closely == 0 && !guard.isOut()) {
      mask = usualMask;
    }
  }

  /** Returns the exception to throw instead of the other bundle's exception. */
  ForeignCodeFault convertFailure(Throwable thrown) {
    if (timed) {
      end(); // the time for examining the fault does not belong to the call
    }
    return guard.convertFailure(thrown);
  }

  /** Times every call from the next one on. May be called from any thread. */
  void timeEveryCall() {
    MASK.setOpaque(this, EACH);
  }

  // The clock counts, except for time without a CPU: the call used the CPU, or waited for something else. The
  // CPU time is known only of the first calls and of those after a slow one: reading it costs more than most calls.
  private boolean isLate(long nanos, long budgetNanos) {
    CallerThread known = caller;
    return known == null
        || startCpuNanos != NOT_READ && CallerThread.cpuNanos() - startCpuNanos > budgetNanos
        || nanos - known.withheldSince(startNanos) > budgetNanos;
  }

  /**
   * Returns the number of checks since which the same call has not returned. A check counts for the part of the time
   * since the previous check in which the scheduler did not withhold the CPU from the thread. Called by the watchdog.
   */
  double checkCall() {
    long now = (long) TURN.getOpaque(this);
    boolean inside = (now & 1) != 0;
    boolean ending = now != seenTurn && guard.role().hasBudget(); // sets the start
    double part = inside || ending ? ownPart() : 0;
    sightings = inside && now == seenTurn ? sightings + part : 0;
    seenTurn = now;
    if (sightings >= PART && reportedTurn != now && guard.role().hasBudget()) {
      reportedTurn = now;
      guard.countLate(ServiceRole.CHECK_NANOS);
    }
    return sightings;
  }

  /**
   * Whether the next check has to follow soon: a call has not returned, or there were {@link #MANY_CALLS} since the last
   * {@link #checkCall}. Waking up for fewer calls would take more of the processor than the checks themselves. A source is
   * called all the time, even without events. For a source, the next check has to follow soon if the same call was
   * running at the last check.
   */
  boolean isBusy() {
    long now = (long) TURN.getOpaque(this);
    boolean inside = (now & 1) != 0;
    return guard.role() == ServiceRole.CAPTURE ? inside && now == seenTurn : inside || now - seenTurn >= 2 * MANY_CALLS;
  }

  // The part of the time since the last call of this method.
  private double ownPart() {
    CallerThread known = caller;
    CallerThread.Sample before = seen;
    CallerThread.Sample now = known == null ? null : known.sample();
    seen = now;
    return now == null || before == null ? 1 : now.ownPartSince(before);
  }

  /** The calling thread; null before the first call. */
  @Nullable
  Thread thread() {
    CallerThread known = caller;
    return known == null ? null : known.thread();
  }
}
