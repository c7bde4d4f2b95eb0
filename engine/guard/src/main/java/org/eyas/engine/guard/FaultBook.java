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
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.FaultCount;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the guards of all services of other bundles, and of the faults of these services since the start. May
 * be used from any thread.
 */
public final class FaultBook {
  private final Supplier<FaultPolicy> policy;
  private final Map<Origin, Tally> tallies = new ConcurrentHashMap<>();
  private final List<Guard> guards = new CopyOnWriteArrayList<>();
  private volatile FaultListener listener = FaultListener.NOBODY;

  /** @param policy the current policy, which may change */
  public FaultBook(Supplier<FaultPolicy> policy) {
    this.policy = policy;
  }

  public void listener(FaultListener added) {
    listener = added;
  }

  FaultPolicy policy() {
    return policy.get();
  }

  /** Creates a guard for a new service. Close it when the service leaves. */
  public Guard guard(Role role, Origin origin) {
    return guard(role, origin, null);
  }

  Guard guard(Role role, Origin origin, @Nullable Guard maker) {
    Guard guard = new Guard(role, origin, this, tallies.computeIfAbsent(origin, Tally::new), maker);
    guards.add(guard);
    return guard;
  }

  void leave(Guard guard) {
    guards.remove(guard);
  }

  void reportTakenOut(Guard guard) {
    listener.problem(guard.origin(), guard.reason());
    listener.changed();
  }

  /**
   * Takes out all services of a bundle that starts too many threads, if the policy allows it. It is unknown which of
   * the services starts the threads.
   */
  void leaks(String bundle, int threads) {
    if (policy().disables() && policy().limit() > 0) {
      guards.stream()
          .filter(guard -> guard.origin().bundle().equals(bundle) && guard.role().isRemovable() && !guard.isOut())
          .forEach(guard -> guard.takeOut("starts threads that do not end", "at " + threads + " threads of its bundle"));
    }
  }

  void report(Origin origin, String problem) {
    listener.problem(origin, problem);
  }

  /** The guards of all current services. */
  public Collection<Guard> guards() {
    return List.copyOf(guards);
  }

  /**
   * Checks all gates. Called by the watchdog.
   *
   * @param stuck receives the gates whose calls do not return
   * @return whether the next check has to follow soon
   */
  boolean look(Map<Gate, Guard> stuck) {
    boolean busy = false;
    for (Guard guard : guards) {
      busy |= guard.look(stuck);
    }
    return busy;
  }

  /** Allows calls of the services of a bundle that were taken out. Returns whether there were any. */
  public boolean readmit(String bundle) {
    List<Guard> out = guards.stream().filter(guard -> guard.isOut() && guard.origin().bundle().equals(bundle)).toList();
    out.forEach(Guard::readmit);
    if (!out.isEmpty()) {
      listener.changed();
    }
    return !out.isEmpty();
  }

  /** Services that were taken out, and those that threw within the last minute. */
  public List<HealthProblem> problems() {
    return guards.stream().map(Guard::problem).flatMap(Optional::stream).distinct().toList();
  }

  /** The durations of timed calls, by service. */
  public List<CallTime> callTimes() {
    List<CallTime> all = new ArrayList<>();
    tallies.forEach(
        (origin, tally) -> {
          CallTimes times = tally.times();
          if (times.longest() > 0) {
            all.add(new CallTime(origin, times.quantile(0.999), times.longest()));
          }
        });
    return all;
  }

  /** The faults of services since the start, by bundle; services without faults are omitted. */
  public List<FaultCount> counts() {
    Set<Origin> out = new HashSet<>();
    guards.stream().filter(Guard::isOut).forEach(guard -> out.add(guard.origin()));
    return tallies.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> entry.getValue().count(out.contains(entry.getKey())))
        .sorted(Comparator.comparing(FaultCount::bundle).thenComparing(FaultCount::service))
        .toList();
  }
}
