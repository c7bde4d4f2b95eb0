package org.eyas.engine.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.HealthProblem;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the guards of all services of other bundles, and of the faults of these services since the start. May
 * be used from any thread.
 */
public final class FaultRegistry {
  private final Supplier<FaultPolicy> policy;
  private final Map<ServiceOrigin, ServiceFaultCounter> tallies = new ConcurrentHashMap<>();
  private final List<ServiceGuard> guards = new CopyOnWriteArrayList<>();
  private volatile FaultListener listener = FaultListener.NOBODY;

  /** @param policy the current policy, which may change */
  public FaultRegistry(Supplier<FaultPolicy> policy) {
    this.policy = policy;
  }

  public void listener(FaultListener added) {
    listener = added;
  }

  FaultPolicy policy() {
    return policy.get();
  }

  /** Creates a guard for a new service. Close it when the service leaves. */
  public ServiceGuard guard(ServiceRole role, ServiceOrigin origin) {
    return guard(role, origin, null);
  }

  ServiceGuard guard(ServiceRole role, ServiceOrigin origin, @Nullable ServiceGuard maker) {
    ServiceGuard guard = new ServiceGuard(role, origin, this, tallies.computeIfAbsent(origin, ServiceFaultCounter::new), maker);
    guards.add(guard);
    return guard;
  }

  void remove(ServiceGuard guard) {
    guards.remove(guard);
  }

  void reportTakenOut(ServiceGuard guard) {
    listener.problem(guard.origin(), guard.reason());
    listener.changed();
  }

  /**
   * Takes out all services of a bundle that starts too many threads, if the policy allows it. It is unknown which of
   * the services starts the threads.
   */
  void takeOutLeaking(String bundle, int threads) {
    if (policy().disables() && policy().limit() > 0) {
      guards.stream()
          .filter(guard -> guard.origin().bundle().equals(bundle) && guard.role().isRemovable() && !guard.isOut())
          .forEach(guard -> guard.takeOut("starts threads that do not end", "at " + threads + " threads of its bundle"));
    }
  }

  void report(ServiceOrigin origin, String problem) {
    listener.problem(origin, problem);
  }

  /** The guards of all current services. */
  public Collection<ServiceGuard> guards() {
    return List.copyOf(guards);
  }

  /**
   * Checks all gates. Called by the watchdog.
   *
   * @param stuck receives the gates whose calls do not return
   * @return whether the next check has to follow soon
   */
  boolean checkGates(Map<CallGate, ServiceGuard> stuck) {
    boolean busy = false;
    for (ServiceGuard guard : guards) {
      busy |= guard.checkGates(stuck);
    }
    return busy;
  }

  /** Allows calls of the services of a bundle that were taken out. Returns whether there were any. */
  public boolean readmit(String bundle) {
    List<ServiceGuard> out = guards.stream().filter(guard -> guard.isOut() && guard.origin().bundle().equals(bundle)).toList();
    out.forEach(ServiceGuard::readmit);
    if (!out.isEmpty()) {
      listener.changed();
    }
    return !out.isEmpty();
  }

  /** Services that were taken out, and those that threw within the last minute. */
  public List<HealthProblem> problems() {
    return guards.stream().map(ServiceGuard::problem).flatMap(Optional::stream).distinct().toList();
  }

  /** The durations of timed calls, by service. */
  public List<CallTimeSummary> callTimes() {
    List<CallTimeSummary> all = new ArrayList<>();
    tallies.forEach(
        (origin, tally) -> {
          CallTimeHistogram times = tally.times();
          if (times.longest() > 0) {
            all.add(new CallTimeSummary(origin, times.quantile(0.999), times.longest()));
          }
        });
    return all;
  }

  /** The faults of services since the start, by bundle; services without faults are omitted. */
  public List<FaultCount> counts() {
    Set<ServiceOrigin> out = new HashSet<>();
    guards.stream().filter(ServiceGuard::isOut).forEach(guard -> out.add(guard.origin()));
    return tallies.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getValue().count(out.contains(entry.getKey())))
        .sorted(Comparator.comparing(FaultCount::bundle).thenComparing(FaultCount::service))
        .toList();
  }
}
