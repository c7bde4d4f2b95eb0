package org.eyas.core.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.EventSource;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.part.EngineParts;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.AlertSink;
import org.eyas.engine.loop.Assembler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sources other than system calls: starts each wanted source that is available on a thread of its own, and stops it
 * when its bundle leaves. Works on the thread {@code sources}, after every new generation; retries sources that failed.
 *
 * <p>A source is wanted if the configuration enables it by name, or if there are rules for it and the configuration does not
 * disable it.
 */
final class SideSources implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SideSources.class);
  private static final long LEAVE_MILLIS = 1_000;
  private static final long LOOK_MILLIS = 1_000;

  /** How long a capture of a previous engine waits for its source and rules, whose bundles may be restarting too. */
  private static final long LEFT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final EngineParts parts;
  private final EngineSettings settings;
  private final RunningSources running;
  private final Assembler generations;
  private final AlertSink alerts;
  private final Map<String, SideSource> sources = new LinkedHashMap<>();
  private final Map<String, Handover.Source> left = new HashMap<>();
  private final Map<String, Handover.Ended> ended = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform().daemon().name("sources").unstarted(task));

  SideSources(
      EngineParts parts, EngineSettings settings, RunningSources running, Assembler generations, AlertSink alerts) {
    this.parts = parts;
    this.settings = settings;
    this.running = running;
    this.generations = generations;
    this.alerts = alerts;
  }

  /** Takes over the sources of a previous engine. Called before {@link #follow}. */
  synchronized void resumeFrom(List<Handover.Source> open, List<Handover.Ended> over) {
    open.forEach(source -> left.put(source.info().eventSource(), source));
    over.forEach(source -> ended.put(source.info().eventSource(), source));
  }

  /** Starts: from now on, the running sources follow the wanted ones. */
  void follow() {
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A new generation was published: other sources may be wanted. */
  void wake() {
    try {
      thread.execute(this::look);
    } catch (RejectedExecutionException e) {
      LOG.trace("the run is over", e);
    }
  }

  private void look() {
    try {
      align();
    } catch (RuntimeException e) {
      LOG.error("The running sources were not updated, due to an internal error or a fault of a source", e);
    }
  }

  private synchronized void align() {
    Map<String, EventSource> wanted = wanted();
    for (SideSource source : List.copyOf(sources.values())) {
      if (wanted.get(source.name()) != source.service()) {
        stop(source);
      }
    }
    wanted.forEach((name, service) -> sources.computeIfAbsent(name, _ -> fresh(service)).runUnlessItRuns());
    if (System.nanoTime() - startNanos > LEFT_NANOS) {
      closeLeft();
    }
  }

  private SideSource fresh(EventSource service) {
    SideSource source = new SideSource(service, settings, running, generations, alerts);
    Handover.Source before = left.get(source.name());
    if (before != null && before.info().kind().equals(service.info().kind())) {
      left.remove(source.name());
      source.resumeFrom(before.with(parts.guarded(before)));
    } else if (ended.remove(source.name()) != null) {
      source.resumeAfterEnd();
    }
    return source;
  }

  private void closeLeft() {
    left.forEach((name, source) -> {
      LOG.warn("Source '{}' is not wanted any more, or its bundle left: the open capture from the previous engine is closed", name);
      parts.guarded(source).close();
      running.forgetLeft(name);
    });
    left.clear();
    ended.clear();
  }

  private Map<String, EventSource> wanted() {
    Map<String, EventSource> wanted = new HashMap<>();
    for (EventSource source : parts.sources()) {
      String name = source.info().eventSource();
      if (!name.equals(SourceRun.SYSCALL) && isWanted(name)) {
        wanted.putIfAbsent(name, source);
      }
    }
    return wanted;
  }

  private boolean isWanted(String name) {
    List<String> enabled = settings.enabledSources();
    if (!enabled.isEmpty()) {
      return enabled.contains(name);
    }
    return !settings.disabledSources().contains(name) && generations.get().hasRulesOf(name);
  }

  /** Stops a source whose bundle leaves. */
  synchronized void leave(EventSource service) {
    sources.values().stream().filter(source -> source.service() == service).toList().forEach(this::stop);
  }

  private void stop(SideSource source) {
    sources.remove(source.name());
    source.stop(LEAVE_MILLIS);
  }

  /** The status of each source. */
  synchronized List<SourceStatus> statuses() {
    return sources.values().stream().map(SideSource::status).toList();
  }

  /** Waits until all sources have ended, or until the engine leaves; does not return if a source has no end. */
  void awaitEnd(BooleanSupplier leaving) throws InterruptedException {
    do {
      TimeUnit.MILLISECONDS.sleep(20);
    } while (!haveEnded() && !leaving.getAsBoolean());
  }

  private synchronized boolean haveEnded() {
    return !sources.isEmpty() && sources.values().stream().allMatch(SideSource::hasEnded);
  }

  /** At an update of the engine: ends all loops after a batch and leaves the captures to the next engine. */
  void handOver(StateKeeper keeper) {
    thread.shutdownNow();
    synchronized (this) {
      left.values().forEach(keeper::keep);
      left.clear();
      ended.values().forEach(keeper::keep);
      sources.values().forEach(source -> source.handOver(keeper));
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVE_MILLIS);
      for (SideSource source : sources.values()) {
        source.awaitEnd(keeper, Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      }
      sources.clear();
    }
  }

  /** Stops all sources. */
  @Override
  public void close() {
    thread.shutdownNow();
    synchronized (this) {
      new ArrayList<>(sources.values()).forEach(this::stop);
      closeLeft();
    }
  }
}
