package org.eyas.core.source;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.part.EngineParts;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.BootTime;
import org.eyas.engine.loop.CaptureRelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver that delivers system calls, and its replacement by another one while events flow: because a user requests it,
 * because the configuration changed, or because its bundle left. Everything happens on the thread {@code drivers}; the loop
 * only switches from one open capture to the next.
 */
final class SyscallDrivers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyscallDrivers.class);
  private static final long LOOK_MILLIS = 1_000;

  /** How long a capture is read after its bundle left. The bundle may come back, because an update is a stop and a start. */
  private static final long SUCCESSOR_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long CHANGE_SECONDS = 10;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final EngineParts parts;
  private final EngineSettings settings;
  private final SourceChoice choice;
  private final CaptureRelay relay;
  private final BootTime clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> Thread.ofPlatform().daemon().name("drivers").unstarted(task));
  private volatile @Nullable EventSource service;
  private volatile SourceInfo info;
  private volatile SourceStatus status;
  private volatile boolean over;

  // Only used by the thread.
  private String wanted;
  private String configured;
  private Map<String, String> options;
  private long leftNanos;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private long retryNanos;

  /** @param opened the capture that the relay reads first */
  SyscallDrivers(
      EngineParts parts, EngineSettings settings, SourceChoice choice, SourceChoice.Opened opened, CaptureRelay relay,
      BootTime clock) {
    this.parts = parts;
    this.settings = settings;
    this.choice = choice;
    this.relay = relay;
    this.clock = clock;
    service = opened.service();
    info = opened.source();
    status = status(State.RUNNING, "");
    configured = settings.engineKind();
    options = settings.captureOptions();
    wanted = configured;
    thread.scheduleWithFixedDelay(this::lookSafely, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The current driver, or the last one. */
  SourceInfo source() {
    return info;
  }

  SourceStatus status() {
    String failure = relay.failure();
    return failure != null && status.state() == State.RUNNING ? status(State.FAILED, failure) : status;
  }

  /** Sources or the configuration have changed. */
  void wake() {
    try {
      thread.execute(this::lookSafely);
    } catch (RejectedExecutionException e) {
      LOG.trace("the run is over", e);
    }
  }

  /**
   * Switches to a driver and waits until this is done.
   *
   * @throws EngineException if there is no such driver
   * @throws SourceException if it does not work; the current one continues
   */
  void use(String kind) throws Exception {
    Callable<Boolean> change =
        () -> {
          change(kind, "on request");
          wanted = kind;
          return true;
        };
    try {
      thread.submit(change).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** There is no driver, as in the previous engine. Called before {@link #wake}. */
  void waitForOne() {
    thread.execute(() -> stopMonitoring("there was no driver when the engine was updated, and there is still none"));
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The driver was not switched, due to an internal error or a fault of a driver", e);
    }
  }

  private void look() {
    if (over) {
      return;
    }
    String reconfigured = reconfiguration();
    boolean left = parts.sources().stream().noneMatch(source -> source == service);
    if (relay.current() == null) {
      resume();
    } else if (left) {
      replaceLeaver();
    } else if (!reconfigured.isEmpty() || isAvailableAgain()) {
      String why = reconfigured.isEmpty() ? "it is available again" : reconfigured;
      tryChange(wanted, why, "The driver stays " + info.kind() + ", although " + why);
    }
  }

  // The reason for a switch after a change of configuration; empty if there was no change.
  private String reconfiguration() {
    String kind = settings.engineKind();
    Map<String, String> now = settings.captureOptions();
    if (kind.equals(configured) && now.equals(options) || kind.equals(EngineSettings.REPLAY)) {
      return "";
    }
    String why = kind.equals(configured) ? "its settings changed" : "engine.kind is now " + kind;
    boolean sameDriver = kind.equals(SourceChoice.AUTO) && configured.equals(info.kind()) && now.equals(options);
    configured = kind;
    options = now;
    wanted = kind;
    return sameDriver ? "" : why;
  }

  // Whether a driver that was requested by name, and had left, is available again.
  private boolean isAvailableAgain() {
    return !wanted.equals(SourceChoice.AUTO)
        && !wanted.equals(info.kind())
        && System.nanoTime() - retryNanos > 0
        && parts.source(wanted).isPresent();
  }

  private void replaceLeaver() {
    if (leftNanos == 0) {
      leftNanos = System.nanoTime();
    }
    if (parts.source(info.kind()).isPresent()) {
      if (tryChange(info.kind(), "its bundle has a new version", "The new version of driver " + info.kind() + " does not work")) {
        return;
      }
    }
    boolean noSuccessor = System.nanoTime() - leftNanos > SUCCESSOR_NANOS;
    String why = "the bundle of " + info.kind() + " left";
    if (noSuccessor && !tryChange(SourceChoice.AUTO, why, "Driver " + info.kind() + " left")) {
      stopMonitoring("the bundle of driver " + info.kind() + " left, and no other driver works");
    }
  }

  private void resume() {
    if (System.nanoTime() - retryNanos < 0) {
      return;
    }
    String failure = relay.failure();
    if (failure != null && status.state() == State.RUNNING) {
      LOG.error("Driver {} stopped delivering system calls: {}. It is tried again.", info.kind(), failure);
      status = status(State.FAILED, failure);
    }
    if (!SourceChoice.drivers(parts.sources()).isEmpty()) {
      String kind = parts.source(wanted).isPresent() ? wanted : SourceChoice.AUTO;
      tryChange(kind, "there was no driver", "No driver delivers system calls");
    }
  }

  private boolean tryChange(String kind, String why, String otherwise) {
    try {
      change(kind, why);
      return true;
    } catch (SourceException e) {
      failed(otherwise, SourceChoice.text(e));
    } catch (EngineException e) {
      failed(otherwise, Reason.of(e));
    }
    return false;
  }

  private void failed(String otherwise, String reason) {
    retryNanos = System.nanoTime() + pauseNanos;
    pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
    if (!reason.equals(status.reason())) {
      LOG.error("{}: {}", otherwise, reason);
    }
    State state = relay.current() == null ? State.FAILED : status.state();
    status = new SourceStatus(SourceRun.SYSCALL, info.kind(), state, reason, 0, 0, status.since());
  }

  private void change(String kind, String why) throws SourceException, EngineException {
    long begin = System.nanoTime();
    SourceChoice.Opened opened = choice.open(kind);
    if (!opened.source().live() || !opened.source().eventSource().equals(SourceRun.SYSCALL)) {
      opened.capture().close();
      throw new EngineException(kind + " is not a driver; available drivers: " + SourceChoice.drivers(parts.sources()));
    }
    long open = System.nanoTime();
    String before = relay.current() == null ? "none" : info.kind();
    boolean resetsState = clock.bootNanos() == 0 || relay.current() == null;
    switchTo(opened.capture(), resetsState);
    service = opened.service();
    info = opened.source();
    leftNanos = 0;
    pauseNanos = FIRST_PAUSE_NANOS;
    status = status(State.RUNNING, "");
    LOG.info(
        "Driver switched to {}: {}; before: {}{} (opened in {} ms, switched in {} ms)",
        info.kind(), why, before, resetsState ? "; processes are looked up again" : "",
        (open - begin) / 1_000_000, (System.nanoTime() - open) / 1_000_000);
  }

  private void switchTo(Capture successor, boolean resetsState) throws EngineException {
    CompletableFuture<@Nullable Capture> done;
    try {
      done = relay.follow(successor, resetsState);
    } catch (IllegalStateException e) {
      successor.close();
      throw new EngineException("the run is ending");
    }
    if (!closesPrevious(done)) {
      successor.close();
      throw new EngineException("the event loop has been busy with one batch for " + CHANGE_SECONDS + " s");
    }
  }

  // Returns false if the loop has not begun the switch in time, and the request was cancelled.
  private boolean closesPrevious(CompletableFuture<@Nullable Capture> done) {
    try {
      Capture before = await(done);
      if (before != null) {
        before.close();
      }
      return true;
    } catch (TimeoutException e) {
      LOG.error(
          "The event loop did not switch drivers within {} s. The previous capture stays open, because it may still be read.",
          CHANGE_SECONDS);
      return false;
    }
  }

  private @Nullable Capture await(CompletableFuture<@Nullable Capture> done) throws TimeoutException {
    try {
      return done.get(CHANGE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      if (relay.cancel()) {
        throw e;
      }
      return null; // the switch has begun; when it ends, the capture is closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void stopMonitoring(String reason) {
    LOG.error("Not monitoring system calls: {}. Monitoring resumes when a driver is available.", reason);
    closesPrevious(relay.leave());
    status = status(State.WAITING, reason);
  }

  private SourceStatus status(State state, String reason) {
    return new SourceStatus(SourceRun.SYSCALL, info.kind(), state, reason, 0, 0, Instant.now());
  }

  /** A finite source has ended. */
  void ended() {
    status = status(State.ENDED, "");
  }

  /** Stops all further switches. */
  @Override
  public void close() {
    over = true;
    thread.shutdownNow();
  }
}
