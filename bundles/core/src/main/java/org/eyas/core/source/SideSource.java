package org.eyas.core.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.AlertSink;
import org.eyas.engine.loop.Assembler;
import org.eyas.engine.loop.CaptureRelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source other than system calls, with its thread {@code loop-NAME}. The capture is opened, read and closed on this thread,
 * so that it is never closed while it may be read.
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
  private final AtomicReference<@Nullable StateKeeper> successor = new AtomicReference<>();
  private Handover.@Nullable Source before;
  private volatile SourceStatus status;
  private volatile @Nullable SourceRun run;
  private volatile boolean stopped;
  private @Nullable Thread thread;
  private long pauseSeconds = FIRST_PAUSE_SECONDS;
  private volatile long retryNanos = System.nanoTime();

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

  /** Takes over an open capture from a previous engine. Call before the first run. */
  void resumeFrom(Handover.Source left) {
    before = left;
  }

  /** A previous engine has read this source to its end. Call before the first run. */
  void resumeAfterEnd() {
    status = status(State.ENDED, "");
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

  /** Starts it if it was not started, or if it failed and its pause is over. Not safe for several threads. */
  void runUnlessItRuns() {
    Thread before = thread;
    if (before != null && before.isAlive() || hasEnded() || retryNanos - System.nanoTime() > 0) {
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
      failed(info.kind() + " failed: " + e);
    }
  }

  private void runTo() throws SourceException, InterruptedException {
    Handover.Source left = before;
    before = null;
    Capture capture = opened(left);
    SourceRun fresh = SourceRun.of(info, generations, running, settings, alerts, left);
    run = fresh;
    if (stopped) {
      fresh.stop();
    }
    boolean toItsEnd;
    try (CaptureRelay relay = relay(capture, left, fresh)) {
      status = status(State.RUNNING, "");
      pauseSeconds = FIRST_PAUSE_SECONDS;
      if (!stopped || successor.get() != null) {
        fresh.run(relay, () -> info);
      }
      toItsEnd = !stopped;
      if (!toItsEnd) {
        handOver(fresh, relay);
      }
    }
    fresh.finish(0);
    if (toItsEnd) {
      status = status(State.ENDED, "");
      LOG.info("Source '{}' has ended", name());
    }
  }

  private Capture opened(Handover.@Nullable Source left) throws SourceException {
    if (left == null) {
      StartLog.opening(info, Map.of());
      return service.open(new CaptureRequest(Set.of(), Map.of()));
    }
    StartLog.continuing(left);
    return left.capture();
  }

  private static CaptureRelay relay(Capture capture, Handover.@Nullable Source left, SourceRun fresh) {
    CaptureRelay relay = new CaptureRelay(capture, true, fresh.clock());
    if (left != null) {
      relay.resumeFrom(left.state());
    }
    return relay;
  }

  private void handOver(SourceRun stoppedRun, CaptureRelay relay) {
    StateKeeper keeper = successor.getAndSet(null);
    Capture capture = keeper == null ? null : relay.release();
    if (keeper != null && capture != null) {
      keeper.keep(stoppedRun.left(info, capture));
    }
  }

  private void failed(String reason) {
    if (stopped) {
      return;
    }
    if (!reason.equals(status.reason())) {
      LOG.error("Source '{}' does not run: {}. The next try is in {} s.", name(), reason, pauseSeconds);
    }
    status = status(State.FAILED, reason);
    retryNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(pauseSeconds);
    pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, 2 * pauseSeconds);
  }

  /**
   * At an update of the engine: ends the loop after a batch and leaves the open capture to the next engine; {@link #awaitEnd}
   * waits for it.
   */
  void handOver(StateKeeper keeper) {
    running.handOver(name());
    successor.set(keeper);
    end();
  }

  /**
   * Waits at most this long. After that, the capture is closed as soon as possible and not handed over. The keeper is also
   * notified if the source ended by itself.
   */
  void awaitEnd(StateKeeper keeper, long limitMillis) {
    Thread loop = thread;
    if (loop != null && !joined(loop, limitMillis) && successor.getAndSet(null) != null) {
      LOG.error("Source '{}' is not handed over: {} has not returned from a call of it.", name(), loop.getName());
      loop.interrupt();
    } else if (hasEnded()) {
      keeper.keep(new Handover.Ended(info));
    }
  }

  /** Stops the source and waits at most this long. A loop that does not end keeps its capture. */
  void stop(long limitMillis) {
    end();
    Thread loop = thread;
    if (loop == null) {
      return;
    }
    loop.interrupt();
    if (!joined(loop, limitMillis)) {
      LOG.error(
          "Source '{}' leaves, but {} has not returned from a call of it. Its memory is not freed.", name(), loop.getName());
    }
  }

  private void end() {
    stopped = true;
    SourceRun current = run;
    if (current != null) {
      current.stop();
    }
  }

  private static boolean joined(Thread loop, long limitMillis) {
    try {
      return loop.join(Duration.ofMillis(limitMillis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !loop.isAlive();
    }
  }

  private SourceStatus status(State state, String reason) {
    return new SourceStatus(name(), info.kind(), state, reason, 0, 0, Instant.now());
  }
}
