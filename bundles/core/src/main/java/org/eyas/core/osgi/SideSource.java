package org.eyas.core.osgi;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.engine.AlertSink;
import org.eyas.core.engine.Assembler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source beside that of system calls, with its thread {@code loop-NAME}. The capture is opened, read and closed there:
 * whatever becomes of the thread, nothing is closed while it may read.
 */
final class SideSource {
  private static final Logger LOG = LoggerFactory.getLogger(SideSource.class);
  private static final long FIRST_PAUSE_SECONDS = 1;
  private static final long LONGEST_PAUSE_SECONDS = 60;

  private final EventSource service;
  private final SourceInfo info;
  private final EngineSettings settings;
  private final RunningSources running;
  private final Assembler generations;
  private final AlertSink alerts;
  private volatile SourceStatus status;
  private volatile @Nullable SourceRun run;
  private volatile boolean stopped;
  private @Nullable Thread thread;
  private long pauseSeconds = FIRST_PAUSE_SECONDS;
  private volatile long againNanos = System.nanoTime();

  SideSource(
      EventSource service, EngineSettings settings, RunningSources running, Assembler generations, AlertSink alerts) {
    this.service = service;
    info = service.info();
    this.settings = settings;
    this.running = running;
    this.generations = generations;
    this.alerts = alerts;
    status = status(State.WAITING, "");
  }

  String name() {
    return info.eventSource();
  }

  EventSource service() {
    return service;
  }

  SourceStatus status() {
    return status;
  }

  boolean hasEnded() {
    return status.state() == State.ENDED;
  }

  /** Starts it, where it has not been, and again where it failed and its pause is over. Not to be called from two threads. */
  void runUnlessItRuns() {
    Thread before = thread;
    if (before != null && before.isAlive() || hasEnded() || againNanos - System.nanoTime() > 0) {
      return;
    }
    thread = Thread.ofPlatform().daemon().name("loop-" + name()).start(this::runOnce);
  }

  private void runOnce() {
    try {
      runTo();
    } catch (SourceException e) {
      failed(SourceChoice.text(e));
    } catch (InterruptedException e) {
      LOG.debug("loop of '{}' ends", name(), e);
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("source '{}'", name(), e);
      failed(info.kind() + " fails: " + e);
    }
  }

  private void runTo() throws SourceException, InterruptedException {
    SourceRun fresh = SourceRun.of(info, generations, running, settings, alerts);
    run = fresh;
    StartLog.opening(info, Map.of());
    try (Capture capture = service.open(new CaptureRequest(Set.of(), Map.of()))) {
      status = status(State.RUNNING, "");
      pauseSeconds = FIRST_PAUSE_SECONDS;
      if (!stopped) {
        fresh.run(capture, () -> info);
      }
    }
    fresh.finish(0);
    if (!stopped) {
      status = status(State.ENDED, "");
      LOG.info("Source '{}' has come to its end", name());
    }
  }

  private void failed(String reason) {
    if (stopped) {
      return;
    }
    if (!reason.equals(status.reason())) {
      LOG.error("Source '{}' does not run: {}. It is tried again, in {} s at first.", name(), reason, pauseSeconds);
    }
    status = status(State.FAILED, reason);
    againNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(pauseSeconds);
    pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, 2 * pauseSeconds);
  }

  /** Ends it and waits for that, so long at most. A loop that does not come to an end keeps its capture. */
  void stop(long limitMillis) {
    stopped = true;
    SourceRun current = run;
    if (current != null) {
      current.stop();
    }
    Thread loop = thread;
    if (loop == null) {
      return;
    }
    try {
      loop.interrupt();
      if (!loop.join(java.time.Duration.ofMillis(limitMillis))) {
        LOG.error(
            "Source '{}' leaves, but {} has not come back from a call of it. Its memory is not freed.", name(), loop.getName());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SourceStatus status(State state, String reason) {
    return new SourceStatus(name(), info.kind(), state, reason, 0, 0, Instant.now());
  }
}
