package org.eyas.engine.guard;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.HealthProblem.Part;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the faults of one service while it exists, and takes the service out after too many: further calls then throw a {@link
 * ForeignCodeFault}. Faults may be counted from any thread.
 */
public final class ServiceGuard {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceGuard.class);
  private static final int DISTINCT = 100;

  /**
   * The number of failures that are examined. Further ones are only counted, because examining a failure is more expensive
   * than the failure itself.
   */
  private static final long EXAMINED = 1_000;

  private final ServiceRole role;
  private final ServiceOrigin origin;
  private final FaultRegistry book;
  private final ServiceFaultCounter tally;

  /** The faults of this service alone, without those of an earlier version of its bundle. */
  private final ServiceFaultCounter own;

  private final ForeignCodeFault fault;
  private final List<WeakReference<CallGate>> gates = new ArrayList<>();
  private final List<ServiceGuard> parts = new ArrayList<>();
  private final @Nullable ServiceGuard maker;
  private final Set<String> seen = new HashSet<>();
  private volatile String reason = "";
  private volatile Instant outSince = Instant.EPOCH;
  private long windowNanos;
  private int inWindow;

  /**
   * @param maker for an object that a service created: the guard of that service, which is taken out instead; null
   *     otherwise
   */
  ServiceGuard(ServiceRole role, ServiceOrigin origin, FaultRegistry book, ServiceFaultCounter tally,
      @Nullable ServiceGuard maker) {
    this.maker = maker;
    this.role = role;
    this.origin = origin;
    this.book = book;
    this.tally = tally;
    own = new ServiceFaultCounter(origin, tally.times());
    fault = new ForeignCodeFault(origin.toString());
  }

  ServiceRole role() {
    return role;
  }

  public ServiceOrigin origin() {
    return origin;
  }

  FaultPolicy policy() {
    return book.policy();
  }

  CallTimeHistogram times() {
    return tally.times();
  }

  ServiceFaultCounter tally() {
    return tally;
  }

  /** A guard for one field of this service. */
  synchronized ServiceGuard guardOfField(String name) {
    ServiceGuard field = book.guard(role, origin.field(name));
    parts.add(field);
    return field;
  }

  /** A guard for an object that the same service created. */
  ServiceGuard guardOf(ServiceRole made) {
    return book.guard(made, new ServiceOrigin(origin.bundle(), origin.service() + ", its " + made.contract()), this);
  }

  /** A gate for one thread, which times every 64th call. */
  CallGate gate() {
    return gate(CallGate.SAMPLED);
  }

  /** A gate for one thread. */
  synchronized CallGate gate(int mask) {
    CallGate gate = new CallGate(this, mask);
    gates.removeIf(reference -> reference.refersTo(null));
    gates.add(new WeakReference<>(gate));
    return gate;
  }

  synchronized List<CallGate> gates() {
    List<CallGate> there = new ArrayList<>(gates.size()); // no stream: the watchdog asks hundreds of guards, several times per second
    for (WeakReference<CallGate> each : gates) {
      CallGate gate = each.get();
      if (gate != null) {
        there.add(gate);
      }
    }
    return there;
  }

  /**
   * Checks the gates of this service. Called by the watchdog.
   *
   * @param stuck receives the gates whose call has not returned for as many checks as a service of this role may take
   * @return whether the next check has to follow soon
   */
  boolean checkGates(Map<CallGate, ServiceGuard> stuck) {
    boolean busy = false;
    for (CallGate gate : gates()) {
      busy |= gate.isBusy();
      if (gate.checkCall() > role.patience() - CallGate.PART) {
        stuck.put(gate, this);
      }
    }
    return busy;
  }

  /** The reason why the service is not called any more; empty if it is called. */
  public String reason() {
    return reason;
  }

  boolean isOut() {
    return !reason.isEmpty();
  }

  void requireAllowed() {
    if (isOut()) {
      throw fault;
    }
  }

  /** Counts an exception; returns the exception to throw in its place. */
  ForeignCodeFault convertFailure(Throwable thrown) {
    if (thrown instanceof ForeignCodeFault known) {
      return known;
    }
    if (maker != null) {
      return maker.convertFailure(thrown); // the creating service is taken out, with all its objects
    }
    countFailure(thrown);
    if (policy().disables()) {
      countStrike("fails", "that threw, the last one " + thrown.getClass().getName(), true);
    }
    return fault;
  }

  /** Counts an exception of a call whose failure does not make the service useless. */
  void countFailure(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    tally.countFailure();
    if (own.countFailure() <= EXAMINED) {
      examine(thrown);
    }
  }

  private void examine(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    tally.setLast(thrown + place);
    own.setLast(thrown + place);
    if (isFirst(thrown.getClass().getName() + place)) {
      LOG.error("{} failed. The same fault is only counted from now on.", origin, thrown);
    }
  }

  private synchronized boolean isFirst(String kind) {
    return seen.size() < DISTINCT && seen.add(kind);
  }

  /** Counts a call that took too long. */
  void countLate(long nanos) {
    String text = String.format(Locale.ROOT, "a call took %.1f ms", nanos / 1e6);
    tally.countLate(text);
    own.countLate(text);
    if (isFirst("late")) {
      LOG.warn("{}: {}; events wait meanwhile (eyas.faults.budget_ms). Further ones are only counted.", origin, text);
    }
    countStrike("takes too long", "over " + TimeUnit.NANOSECONDS.toMillis(policy().budgetNanos()) + " ms", true);
  }

  /** Counts a call that allocated too much. */
  void countGreedy(long bytes) {
    String text = "a call allocated " + (bytes >> 10) + " KB";
    tally.countGreedy(text);
    own.countGreedy(text);
    if (isFirst("greedy")) {
      LOG.warn("{}: {} (eyas.faults.budget_kb). Further ones are only counted.", origin, text);
    }
    String calls = "over " + (policy().budgetBytes(role) >> 10) + " KB";
    countStrike("allocates too much", calls, role.hasBudget() || policy().disables());
  }

  /** Counts a call that does not return and for which no event waits. */
  void countHung() {
    if (role.hasBudget()) {
      return; // already counted as late
    }
    String text = "a call did not return for " + TimeUnit.NANOSECONDS.toSeconds(role.patience() * ServiceRole.CHECK_NANOS) + " s";
    tally.countLate(text);
    own.countLate(text);
    countStrike("does not return", "that did not return in time", policy().disables());
  }

  // Counts one more fault. If there are too many, the service is taken out, or health reports it.
  private void countStrike(String does, String calls, boolean disables) {
    if (maker != null) {
      maker.countStrike(does, calls, disables);
      return;
    }
    FaultPolicy policy = policy();
    if (policy.limit() == 0 || !isOver(policy)) {
      return;
    }
    if (disables && role.isRemovable()) {
      takeOut(does, "after " + policy.limit() + " calls " + calls);
    } else {
      tally.markFaulty();
      own.markFaulty();
    }
  }

  private synchronized boolean isOver(FaultPolicy policy) {
    long now = System.nanoTime();
    if (inWindow == 0 || now - windowNanos > policy.windowNanos()) {
      windowNanos = now;
      inWindow = 0;
    }
    inWindow++;
    return inWindow == policy.limit();
  }

  /** Stops all calls of the service. */
  void takeOut(String does, String after) {
    outSince = Instant.now();
    reason = origin + " " + does + ": taken out " + after;
    gates().forEach(CallGate::timeEveryCall);
    LOG.error("{}. It is called again after its bundle is updated or restarted.", reason);
    book.reportTakenOut(this);
  }

  /** The current problem of the service. */
  Optional<HealthProblem> problem() {
    if (isOut()) {
      return Optional.of(new HealthProblem(Part.BUNDLE, origin.bundle(), reason, outSince));
    }
    return own.burst().map(since -> new HealthProblem(Part.BUNDLE, origin.bundle(), origin + ": " + own.summary(), since));
  }

  /** Allows calls again. */
  synchronized void readmit() {
    reason = "";
    inWindow = 0;
  }

  /** Prevents all further calls, even by code that still has a reference, because the service left. */
  public synchronized void close() {
    book.remove(this);
    reason = origin + " left";
    gates().forEach(CallGate::timeEveryCall);
    parts.forEach(ServiceGuard::close);
  }
}
