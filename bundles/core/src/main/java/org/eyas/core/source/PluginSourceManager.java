package org.eyas.core.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.supervision.OpenedCapture;
import org.eyas.engine.supervision.SourceChoice;
import org.eyas.engine.supervision.SupervisorThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages the sources other than system calls: starts each wanted source that is available, and stops it when its
 * bundle leaves. The thread {@code sources} does this once per second and after every new generation.
 *
 * <p>A source is wanted if the configuration enables it by name, or if there are rules for it and the configuration
 * does not disable it.
 */
final class PluginSourceManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginSourceManager.class);
  private static final long LEAVE_MILLIS = 1_000;

  /**
   * The time for which a capture of a previous engine waits for its source and rules. Their bundles may be restarting,
   * too.
   */
  private static final long LEFT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final EngineServices parts;
  private final EngineSettings settings;
  private final SourceFactory factory;
  private final AlertSink alerts;
  private final Map<String, PluginSource> sources = new LinkedHashMap<>();
  private final Map<String, Handover.Source> left = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final long startNanos = System.nanoTime();
  private final SupervisorThread thread = new SupervisorThread("sources", this::alignWithWanted);
  private final Semaphore changes = new Semaphore(0);
  private volatile boolean leaving;

  PluginSourceManager(EngineServices parts, EngineSettings settings, SourceFactory factory, AlertSink alerts) {
    this.parts = parts;
    this.settings = settings;
    this.factory = factory;
    this.alerts = alerts;
  }

  /** Takes over the sources of a previous engine. Called before {@link #start}. */
  synchronized void resumeFrom(List<Handover.Source> open, List<Handover.ClosedSource> over) {
    open.forEach(source -> left.put(source.info().eventSource(), source));
    over.forEach(source -> ended.add(source.eventSource()));
  }

  /** Starts the thread: from now on, the wanted sources run. */
  void start() {
    thread.start();
  }

  /** Checks soon which sources are wanted, because a new generation was published. */
  void wake() {
    thread.wake();
  }

  private synchronized void alignWithWanted() {
    Map<String, EventSource> wanted = wanted();
    for (PluginSource source : List.copyOf(sources.values())) {
      if (wanted.get(source.name()) != source.service() || source.isBroken()) {
        stop(source);
      }
    }
    wanted.forEach((name, service) -> sources.computeIfAbsent(name, _ -> started(name, service)));
    changed();
    if (System.nanoTime() - startNanos > LEFT_NANOS) {
      closeLeft();
    }
  }

  private PluginSource started(String name, EventSource service) {
    Handover.Source before = left.get(name);
    boolean resumes = before != null && before.info().kind().equals(service.info().kind());
    if (resumes) {
      left.remove(name);
    }
    boolean isEnded = !resumes && ended.remove(name);
    PluginSource source = source(service, resumes ? before : null);
    if (isEnded) {
      source.markEnded();
    } else {
      source.start();
    }
    return source;
  }

  private PluginSource source(EventSource service, Handover.@Nullable Source before) {
    SourceInfo info = service.info();
    OpenedCapture opened = null;
    if (before != null) {
      RunStartLog.continuing(before);
      opened = new OpenedCapture(service, info, parts.guarded(before), before);
    }
    return new PluginSource(service, factory.other(info, new PluginSourcePlan(service), opened, alerts), this::changed);
  }

  private void closeLeft() {
    left.forEach((name, source) -> {
      LOG.warn("Source '{}' is not wanted any more, or its bundle left: the open capture from the previous engine is closed",
          name);
      parts.guarded(source).close();
      factory.running().forgetLeft(name);
    });
    left.clear();
    ended.clear();
  }

  private Map<String, EventSource> wanted() {
    Map<String, EventSource> wanted = new HashMap<>();
    for (EventSource source : parts.sources()) {
      String name = source.info().eventSource();
      if (!name.equals(SourceChoice.SYSCALL) && isWanted(name)) {
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
    return !settings.disabledSources().contains(name) && factory.generations().get().hasRulesOf(name);
  }

  /** Stops a source whose bundle leaves. */
  synchronized void stopSourcesOf(EventSource service) {
    sources.values().stream().filter(source -> source.service() == service).toList().forEach(this::stop);
  }

  private void stop(PluginSource source) {
    sources.remove(source.name());
    source.stop(LEAVE_MILLIS);
  }

  /** The status of each source. */
  synchronized List<SourceStatus> statuses() {
    return sources.values().stream().map(PluginSource::status).toList();
  }

  // Called by a loop that ends, while another thread may wait for its end: must not lock.
  private void changed() {
    changes.release();
  }

  /** Ends {@link #awaitEnd}. */
  void stopWaiting() {
    leaving = true;
    changed();
  }

  /**
   * Waits until all sources have ended or the time limit is reached. Without a limit, this does not return if a source
   * has no end.
   *
   * @param limitNanos 0 for no limit
   */
  void awaitEnd(long limitNanos) throws InterruptedException {
    long beginNanos = System.nanoTime();
    boolean inTime = true;
    while (inTime && !leaving && !haveEnded()) {
      long passedNanos = System.nanoTime() - beginNanos;
      inTime = changes.tryAcquire(limitNanos == 0 ? Long.MAX_VALUE : limitNanos - passedNanos, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized boolean haveEnded() {
    return !sources.isEmpty() && sources.values().stream().allMatch(PluginSource::hasEnded);
  }

  /**
   * Ends all loops after a batch, and hands the captures over to the next engine. Called at an update of the engine.
   */
  void handOver(StateKeeper keeper) {
    thread.stop();
    synchronized (this) {
      left.values().forEach(keeper::store);
      left.clear();
      ended.forEach(name -> keeper.store(new Handover.ClosedSource(name)));
      sources.values().forEach(source -> {
        factory.running().handOver(source.name());
        source.handOver(keeper);
      });
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVE_MILLIS);
      for (PluginSource source : sources.values()) {
        source.awaitHandOver(keeper, Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      }
      sources.clear();
    }
  }

  /** Stops all sources. */
  @Override
  public void close() {
    thread.stop();
    synchronized (this) {
      new ArrayList<>(sources.values()).forEach(this::stop);
      closeLeft();
    }
  }
}
