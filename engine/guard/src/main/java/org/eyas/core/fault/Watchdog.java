package org.eyas.core.fault;

import java.time.Instant;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code watchdog}, which looks four times in a second whether a call of another bundle's code goes on that was
 * going on before. Java cannot end such a call; it can be named. It counts its own looks and not the time, less what the scheduler
 * withheld from the caller, and passes over a look that comes far too late: a machine that slept, or was too busy for our threads,
 * accuses nobody.
 */
public final class Watchdog implements AutoCloseable {
  static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LATE_NANOS = 2 * PERIOD_NANOS;

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final int FRAMES = 6;

  private final FaultBook book;
  private final Thread thread;
  private final Map<Gate, Hang> hanging = new IdentityHashMap<>(); // the watchdog's
  private volatile List<Hang> hangs = List.of();
  private boolean passedOver;

  public Watchdog(FaultBook book) {
    this.book = book;
    thread = Thread.ofPlatform().daemon().name("watchdog").unstarted(this::run);
  }

  public Watchdog start() {
    thread.start();
    return this;
  }

  /** Calls that do not return, at this moment. */
  public List<Hang> hangs() {
    return hangs;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long from = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(PERIOD_NANOS);
        woke(System.nanoTime() - from);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // this is how it ends
    }
  }

  /** A look, but for one that comes late behind one that counted: where all of them do, half of them count. */
  void woke(long sleptNanos) {
    passedOver = sleptNanos > LATE_NANOS && !passedOver;
    if (!passedOver) {
      look();
    }
  }

  /** One look at all gates. */
  void look() {
    Set<Gate> stuck = new HashSet<>();
    Map<Gate, Guard> owners = new IdentityHashMap<>();
    for (Guard guard : book.guards()) {
      for (Gate gate : guard.gates()) {
        if (gate.look() > guard.role().patience() - Gate.PART) {
          stuck.add(gate);
          owners.put(gate, guard);
        }
      }
    }
    stuck.removeIf(gate -> isOutside(gate, owners));
    owners.forEach((gate, guard) -> tell(gate, guard, stuck));
    hanging.entrySet().removeIf(entry -> hasEnded(entry.getKey(), entry.getValue(), stuck));
    hangs = List.copyOf(hanging.values());
  }

  // A source's call goes on while the events that it hands on are looked at: what hangs there is what is called last.
  private static boolean isOutside(Gate gate, Map<Gate, Guard> owners) {
    Guard guard = owners.get(gate);
    return guard != null
        && guard.role() == Role.CAPTURE
        && owners.entrySet().stream()
            .anyMatch(other -> other.getValue().role() != Role.CAPTURE && other.getKey().thread() == gate.thread());
  }

  private void tell(Gate gate, Guard guard, Set<Gate> stuck) {
    if (!stuck.contains(gate) || hanging.containsKey(gate)) {
      return;
    }
    Thread caller = gate.thread();
    Hang hang = new Hang(guard.origin(), caller == null ? "?" : caller.getName(), Instant.now(), frames(caller));
    hanging.put(gate, hang);
    LOG.error("{}", hang.problem());
    guard.hung();
    book.told(hang.origin(), hang.problem());
  }

  // What it waits in, and how it got there; of Java's own frames only the top one tells something.
  private static List<String> frames(@Nullable Thread caller) {
    StackTraceElement[] stack = caller == null ? new StackTraceElement[0] : caller.getStackTrace();
    return IntStream.range(0, stack.length)
        .filter(i -> i == 0 || !isJava(stack[i]))
        .limit(FRAMES)
        .mapToObj(i -> stack[i].toString())
        .toList();
  }

  static boolean isJava(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  private static boolean hasEnded(Gate gate, Hang hang, Set<Gate> stuck) {
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
