package org.eyas.console.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.history.AlertSearch;
import org.eyas.api.history.PastAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts of the last half hour, read every few seconds, from which pages compute rates. Nothing happens per event. */
public final class EngineSamples implements AutoCloseable {
  public static final int SECONDS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(EngineSamples.class);
  private static final int MOST = 360;

  /** @param events by source, since the engine started */
  private record Sample(long nanos, Map<String, Long> events, Map<String, Long> lost, long alerts) {}

  /**
   * The counts of one step.
   *
   * @param secondsAgo the time since its end
   */
  public record Step(double secondsAgo, double eventsPerSecond, double lostPerSecond, long alerts) {}

  private final ConsoleServices services;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private final RuleSamples rules;
  private final Thread thread;

  public EngineSamples(ConsoleServices services) {
    rules = new RuleSamples(services);
    this.services = services;
    thread = Thread.ofPlatform().daemon().name("console-samples").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        sampleSafely();
        Thread.sleep(SECONDS * 1_000L);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A service that is being unregistered may fail; the next step calls its successor.
  private void sampleSafely() {
    try {
      sample(System.nanoTime());
    } catch (RuntimeException e) {
      LOG.debug("console: no sample", e);
    }
  }

  /** The matches of rules. */
  public RuleSamples rules() {
    return rules;
  }

  public void sample(long nanos) {
    rules.sample(nanos);
    Map<String, Long> events = new HashMap<>();
    Map<String, Long> lost = new HashMap<>();
    for (SourceStatus source : services.sourceControl().map(SourceControl::sources).orElse(List.of())) {
      events.merge(sourceKey(source), source.events(), Long::sum);
      lost.merge(sourceKey(source), source.lost(), Long::sum);
    }
    long alerts = newest();
    synchronized (samples) {
      samples.addLast(new Sample(nanos, events, lost, alerts));
      if (samples.size() > MOST) {
        samples.removeFirst();
      }
    }
  }

  // After a restart the memory is empty, and the numbers continue those on disk.
  private long newest() {
    Optional<PastAlert> inMemory = services.alerts().flatMap(history -> history.recent(1).stream().findFirst());
    return inMemory.map(PastAlert::number).orElseGet(this::newestOnDisk);
  }

  private long newestOnDisk() {
    try {
      Optional<AlertSearch> search = services.search();
      return search.isEmpty() ? 0 : numberOfFirst(search.get().find("", Long.MAX_VALUE, 1).alerts());
    } catch (RefusedException e) {
      return lastAlertNumber(); // other searches run; the next step counts
    }
  }

  private static long numberOfFirst(List<PastAlert> alerts) {
    return alerts.isEmpty() ? 0 : alerts.getFirst().number();
  }

  private long lastAlertNumber() {
    synchronized (samples) {
      return samples.isEmpty() ? 0 : samples.getLast().alerts();
    }
  }

  static String sourceKey(SourceStatus source) {
    return source.source() + " " + source.kind();
  }

  private List<Sample> snapshot() {
    synchronized (samples) {
      return new ArrayList<>(samples);
    }
  }

  /** The steps between samples, the oldest first. */
  public List<Step> steps(long nowNanos) {
    List<Sample> kept = snapshot();
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < kept.size(); i++) {
      Sample before = kept.get(i - 1);
      Sample after = kept.get(i);
      double seconds = Math.max(1e-3, (after.nanos() - before.nanos()) / 1e9);
      steps.add(
          new Step(
              (nowNanos - after.nanos()) / 1e9,
              increase(before.events(), after.events()) / seconds,
              increase(before.lost(), after.lost()) / seconds,
              Math.max(0, after.alerts() - before.alerts())));
    }
    return steps;
  }

  // A count that is smaller than before belongs to another capture, which began at 0.
  private static long increase(Map<String, Long> before, Map<String, Long> after) {
    return after.entrySet().stream().mapToLong(now -> Math.max(0, now.getValue() - before.getOrDefault(now.getKey(), 0L))).sum();
  }

  /** Events per second of one source, over the last steps. */
  public Optional<Double> rate(SourceStatus source) {
    List<Sample> kept = snapshot();
    if (kept.size() < 2) {
      return Optional.empty();
    }
    Sample before = kept.get(kept.size() - 2);
    Sample after = kept.getLast();
    Long now = after.events().get(sourceKey(source));
    double seconds = Math.max(1e-3, (after.nanos() - before.nanos()) / 1e9);
    return Optional.ofNullable(now)
        .map(count -> Math.max(0, count - before.events().getOrDefault(sourceKey(source), 0L)) / seconds);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
