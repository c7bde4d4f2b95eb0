package org.eyas.engine.guard;

import java.time.Instant;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code watchdog}. Four times per second, it checks whether a call of another bundle's code has not
 * returned since the previous check; while there are few calls, it checks once per second. Java cannot end such a call,
 * but Eyas can report it. The watchdog counts its own checks instead of the time, and subtracts the time in which the
 * scheduler withheld the CPU from the caller. It skips a check that comes far too late: then the machine slept or was
 * too busy for the watchdog, and no bundle is at fault.
 */
public final class Watchdog implements AutoCloseable {
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LATE_NANOS = ServiceRole.CHECK_NANOS;

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final FaultRegistry book;
  private final Thread thread;
  private final Map<CallGate, HangingCall> hanging = new IdentityHashMap<>(); // used only by the watchdog's thread
  private volatile List<HangingCall> hangs = List.of();
  private boolean passedOver;
  private boolean isBusy = true;

  public Watchdog(FaultRegistry book) {
    this.book = book;
    thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::run);
  }

  public Watchdog start() {
    thread.start();
    return this;
  }

  /** The calls that do not return at this moment. */
  public List<HangingCall> hangs() {
    return hangs;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long from = System.nanoTime();
        long pause = pauseNanos();
        TimeUnit.NANOSECONDS.sleep(pause);
        checkUnlessLate(System.nanoTime() - from - pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() interrupts the thread
    }
  }

  /** The time until the next check. */
  long pauseNanos() {
    return isBusy ? ServiceRole.CHECK_NANOS : REST_NANOS;
  }

  /**
   * Checks all gates, unless this check is late and the previous check counted. If all checks are late, half of them
   * count.
   */
  void checkUnlessLate(long lateNanos) {
    passedOver = lateNanos > LATE_NANOS && !passedOver;
    if (!passedOver) {
      checkGates();
    }
  }

  /** Checks all gates once. */
  void checkGates() {
    Map<CallGate, ServiceGuard> owners = new IdentityHashMap<>();
    isBusy = book.checkGates(owners);
    if (owners.isEmpty() && hanging.isEmpty()) {
      return;
    }
    Set<CallGate> stuck = new HashSet<>(owners.keySet());
    stuck.removeIf(gate -> isOutside(gate, owners));
    owners.forEach((gate, guard) -> report(gate, guard, stuck));
    hanging.entrySet().removeIf(entry -> hasEnded(entry.getKey(), entry.getValue(), stuck));
    hangs = List.copyOf(hanging.values());
  }

  // A source's poll continues while its events are processed: then the innermost call hangs, not the source.
  private static boolean isOutside(CallGate gate, Map<CallGate, ServiceGuard> owners) {
    ServiceGuard guard = owners.get(gate);
    return guard != null
        && guard.role() == ServiceRole.CAPTURE
        && owners.entrySet().stream()
            .anyMatch(other -> other.getValue().role() != ServiceRole.CAPTURE && other.getKey().thread() == gate.thread());
  }

  private void report(CallGate gate, ServiceGuard guard, Set<CallGate> stuck) {
    if (!stuck.contains(gate) || hanging.containsKey(gate)) {
      return;
    }
    Thread caller = gate.thread();
    HangingCall hang =
        new HangingCall(guard.origin(), caller == null ? "?" : caller.getName(), Instant.now(), StackFrames.of(caller));
    hanging.put(gate, hang);
    LOG.error("{}", hang.problem());
    guard.countHung();
    book.report(hang.origin(), hang.problem());
  }

  private static boolean hasEnded(CallGate gate, HangingCall hang, Set<CallGate> stuck) {
    if (stuck.contains(gate)) {
      return false;
    }
    LOG.info("The call of {} that did not return has returned", hang.origin());
    return true;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
