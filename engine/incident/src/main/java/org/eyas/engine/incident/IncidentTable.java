package org.eyas.engine.incident;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.api.incident.IncidentVerdict;

/**
 * The incidents of one host. Steps that have a key in common belong to the same incident; a step that has keys of two incidents makes
 * them one, which keeps the id of the older one. Thread-safe: called for each alert and signal, never for an event without one. The
 * outcome depends on the steps and their order alone, so a replay gives the same incidents.
 */
public final class IncidentTable {
  /** The most keys of one incident: further trees of a container do not add theirs. */
  private static final int MOST_KEYS = 1_000;
  private static final long SWEEP_NANOS = 60_000_000_000L;
  private static final Comparator<Incident> OLDEST_FIRST =
      Comparator.comparingLong(Incident::firstNanos).thenComparing(Incident::id);

  private final IncidentLimits limits;
  private final LongSupplier ticks;
  private final Map<String, Incident> open = new LinkedHashMap<>(16, 0.75f, true); // in the order of their last steps
  private final Map<String, Incident> byKey = new HashMap<>();
  private final LeftFiles left = new LeftFiles();
  private final HarmlessVerdicts verdicts = new HarmlessVerdicts();
  private final Deque<IncidentReport> closed = new ArrayDeque<>();
  private int steps;
  private int closedSteps;
  private int shown;
  private long sweptNanos;
  private long latestNanos;
  private long latestTicks;
  private long pushedOut;
  private long changes;

  public IncidentTable() {
    this(IncidentLimits.STANDARD, System::nanoTime);
  }

  /** @param ticks a clock in nanoseconds, for the time since the last step */
  IncidentTable(IncidentLimits limits, LongSupplier ticks) {
    this.limits = limits;
    this.ticks = ticks;
  }

  /**
   * Adds a step to its incident.
   *
   * @return the incident, if there is something to tell now
   */
  synchronized Optional<IncidentReport> add(JoinableStep step) {
    changes++;
    long now = step.nanos();
    latestNanos = Math.max(latestNanos, now);
    latestTicks = ticks.getAsLong();
    if (now - sweptNanos >= SWEEP_NANOS) {
      closeOver(now);
    }
    Incident incident = incidentOf(step);
    change(incident, () -> incident.add(step));
    for (String key : step.joins()) {
      if (!byKey.containsKey(key) && incident.keys().size() < MOST_KEYS) {
        byKey.put(key, incident);
        incident.keys().add(key);
      }
    }
    step.leaves().forEach(file -> leave(incident, file));
    boolean isDue = incident.isDue(now) && !verdicts.hides(incident, now);
    Optional<IncidentReport> reported = Optional.empty();
    if (isDue) {
      change(incident, () -> incident.markReported(now));
      reported = Optional.of(incident.copy(true));
    }
    makeRoom(incident);
    return reported;
  }

  /** Closes the incidents whose time is over, even if no step came since: by the time of the last event, also in a replay. */
  public synchronized void closeOver() {
    closeOver(nowNanos());
  }

  private long nowNanos() {
    return latestNanos + ticks.getAsLong() - latestTicks;
  }

  private void closeOver(long nowNanos) {
    sweptNanos = nowNanos;
    List.copyOf(open.values()).stream().filter(incident -> limits.isOver(incident, nowNanos)).forEach(this::close);
  }

  private Incident incidentOf(JoinableStep step) {
    List<Incident> known =
        step.joins().stream().map(byKey::get).filter(found -> found != null).distinct().sorted(OLDEST_FIRST).toList();
    if (known.isEmpty()) {
      Incident begun = new Incident(step);
      open.put(begun.id(), begun);
      return begun;
    }
    Incident oldest = known.getFirst();
    known.stream().skip(1).forEach(later -> merge(oldest, later));
    return oldest;
  }

  // A file belongs to the incident that wrote it last: that is whose content runs.
  private void leave(Incident incident, String file) {
    forget(file);
    byKey.put(file, incident);
    incident.keys().add(file);
    String oldest = left.add(file);
    if (oldest != null) {
      forget(oldest);
    }
  }

  private void forget(String file) {
    left.remove(file);
    Incident owner = byKey.remove(file);
    if (owner != null) {
      owner.keys().remove(file);
    }
  }

  private void merge(Incident older, Incident later) {
    count(later, -1);
    open.remove(later.id());
    change(older, () -> older.merge(later));
    later.keys().forEach(key -> byKey.put(key, older));
  }

  // Keeps the sums of all incidents while one changes.
  private void change(Incident incident, Runnable change) {
    count(incident, -1);
    change.run();
    count(incident, 1);
    open.get(incident.id()); // the latest one to change
  }

  private void count(Incident incident, int sign) {
    steps += sign * incident.size();
    shown += incident.isShown() ? sign : 0;
  }

  private void makeRoom(Incident latest) {
    while (shown > limits.shown()) {
      pushOut(Incident::isShown, latest);
    }
    while (open.size() - shown > limits.candidates()) {
      pushOut(incident -> !incident.isShown(), latest);
    }
    while (steps > limits.steps() && open.size() > 1) {
      if (!pushOut(incident -> !incident.isShown(), latest)) {
        pushOut(Incident::isShown, latest);
      }
    }
  }

  private boolean pushOut(Predicate<Incident> which, Incident latest) {
    for (Incident incident : open.values()) {
      if (incident != latest && which.test(incident)) {
        pushedOut++;
        close(incident);
        return true;
      }
    }
    return false;
  }

  private void close(Incident incident) {
    changes++;
    remove(incident);
    if (incident.isShown()) {
      keepClosed(incident.copy(false));
    }
  }

  private void keepClosed(IncidentReport report) {
    closed.addLast(report);
    closedSteps += report.steps().size();
    while (closed.size() > limits.shown() || closed.size() > 1 && closedSteps > limits.steps() / 2) {
      closedSteps -= closed.removeFirst().steps().size();
    }
  }

  private void remove(Incident incident) {
    count(incident, -1);
    open.remove(incident.id());
    incident.keys().forEach(key -> {
      byKey.remove(key, incident);
      left.remove(key);
    });
  }

  /** The incidents that people can see, the newest first: those that are open, and the last ones that are closed. */
  public synchronized List<IncidentReport> incidents() {
    List<IncidentReport> all = new ArrayList<>();
    open.values().stream().filter(Incident::isShown).forEach(each -> all.add(each.copy(true)));
    all.addAll(closed);
    all.sort(Comparator.comparingLong(IncidentReport::lastNanos).reversed().thenComparing(IncidentReport::id));
    return all;
  }

  /** An incident by its id, or by that of an incident that became a part of it. */
  public synchronized Optional<IncidentReport> find(String id) {
    return incidents().stream().filter(each -> each.isNamed(id)).findFirst();
  }

  /** Closes an open incident: later steps begin another one. Returns whether it was open. */
  public synchronized boolean close(String id) {
    Optional<Incident> found = openOne(id);
    found.ifPresent(this::close);
    return found.isPresent();
  }

  /**
   * Closes an incident, if it is open, because a person says that it was harmless: others like it are not reported for 30 days.
   *
   * @return whether there is such an incident
   */
  public synchronized boolean closeAsHarmless(String id) {
    Optional<IncidentReport> found = find(id);
    found.ifPresent(incident -> {
      changes++;
      close(incident.id());
      verdicts.add(incident, nowNanos());
    });
    return found.isPresent();
  }

  /** Ends the verdict about an incident. Returns whether there was one. */
  public synchronized boolean withdraw(String id) {
    changes++;
    return verdicts.withdraw(id);
  }

  /** The verdicts that have not ended, the oldest first. */
  public synchronized List<IncidentVerdict> verdicts() {
    return verdicts.inForce(nowNanos());
  }

  /**
   * Removes a step from an open incident, and all later ones of its kind.
   *
   * @param number the number of the step in the report, from 1
   * @return the step; empty if there is none
   */
  public synchronized Optional<IncidentStep> unlink(String id, int number) {
    Incident incident = openOne(id).orElse(null);
    if (incident == null || number < 1 || number > incident.size()) {
      return Optional.empty();
    }
    changes++;
    JoinableStep step = incident.steps().get(number - 1);
    change(incident, () -> incident.unlink(step));
    if (incident.size() == 0) {
      remove(incident); // nothing of it is left
    }
    return Optional.of(step.shown());
  }

  private Optional<Incident> openOne(String id) {
    return open.values().stream().filter(each -> each.isShown() && each.isNamed(id)).findFirst();
  }

  /** The files that the incidents left behind. */
  LeftFiles leftFiles() {
    return left;
  }

  /** The number of incidents and candidates that were closed before their time because there was no room. */
  public synchronized long pushedOut() {
    return pushedOut;
  }

  /** A number that every change makes greater. */
  public synchronized long changes() {
    return changes;
  }

  /**
   * All incidents and candidates, for {@link #resume}. Steps wait while they are copied, not while they are encoded.
   *
   * @param boot the id of the current boot
   */
  public byte[] encode(String boot) {
    return IncidentCodec.encode(copy(boot));
  }

  private synchronized IncidentCodec.Kept copy(String boot) {
    return new IncidentCodec.Kept(boot, open.values().stream().map(Incident::snapshot).toList(), List.copyOf(closed), pushedOut,
        verdicts.snapshot());
  }

  /**
   * Continues with the incidents of an earlier table. Those whose time is over are closed.
   *
   * @param boot the id of the current boot: after another one, process trees and sessions have other keys, containers have the same
   * @throws IOException if they are damaged, or a newer version encoded them: nothing has changed then
   */
  public void resume(byte[] kept, String boot, long nowNanos) throws IOException {
    IncidentCodec.Kept earlier = IncidentCodec.decode(kept);
    if (!earlier.boot().equals(boot)) {
      earlier.open().forEach(incident -> incident.keys().removeIf(key -> !lastsLongerThanABoot(key)));
    }
    resume(earlier, nowNanos);
  }

  private static boolean lastsLongerThanABoot(String key) {
    return key.startsWith(IncidentStepReader.CONTAINER) || key.startsWith(LeftFiles.PREFIX);
  }

  private synchronized void resume(IncidentCodec.Kept earlier, long nowNanos) {
    pushedOut += earlier.pushedOut();
    verdicts.resume(earlier.verdicts());
    earlier.closed().stream().filter(report -> find(report.id()).isEmpty()).forEach(this::keepClosed);
    earlier.open().stream().filter(incident -> !open.containsKey(incident.id())).forEach(this::resume);
    latestNanos = Math.max(latestNanos, nowNanos);
    latestTicks = ticks.getAsLong();
    closeOver(latestNanos);
    open.values().stream().skip(Math.max(0, open.size() - 1L)).findFirst().ifPresent(this::makeRoom);
  }

  // Steps can have come before: what they began joins the earlier incident.
  private void resume(Incident incident) {
    open.put(incident.id(), incident);
    count(incident, 1);
    List<Incident> begun = incident.keys().stream().map(byKey::get).filter(found -> found != null).distinct().toList();
    begun.forEach(later -> merge(incident, later));
    List.copyOf(incident.keys()).forEach(key -> {
      byKey.put(key, incident);
      if (key.startsWith(LeftFiles.PREFIX)) {
        leave(incident, key);
      }
    });
  }
}
