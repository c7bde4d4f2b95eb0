package org.eyas.core.osgi;

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
import org.eyas.core.engine.BootTime;
import org.eyas.core.engine.CaptureRelay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver that tells system calls, and its exchange for another one while events flow: because a person wants it, because
 * the configuration does, or because its bundle left. All of it happens on the thread {@code drivers}; the loop only goes
 * over from one open capture to the next.
 */
final class SyscallDrivers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyscallDrivers.class);
  private static final long LOOK_MILLIS = 1_000;

  /** So long a capture goes on whose bundle left, for the bundle may be back: an update is a leaving and a coming. */
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

  // Touched by the thread only.
  private String wanted;
  private String configured;
  private Map<String, String> options;
  private long leftNanos;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private long againNanos;

  /** @param opened what the relay reads at first */
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

  /** What tells system calls at the moment, or did last. */
  SourceInfo source() {
    return info;
  }

  SourceStatus status() {
    String failure = relay.failure();
    return failure != null && status.state() == State.RUNNING ? status(State.FAILED, failure) : status;
  }

  /** Something is other than before: a source came or left, or the configuration is another one. */
  void wake() {
    try {
      thread.execute(this::lookSafely);
    } catch (RejectedExecutionException e) {
      LOG.trace("the run is over", e);
    }
  }

  /**
   * Goes over to a driver and waits until it is done.
   *
   * @throws EngineException where there is none
   * @throws SourceException where it does not work; the one before runs on
   */
  void use(String kind) throws Exception {
    Callable<Boolean> change =
        () -> {
          change(kind, "somebody asked for it");
          wanted = kind;
          return true;
        };
    try {
      thread.submit(change).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Before anybody wakes it: there is no driver, as there was none for the engine before. */
  void waitForOne() {
    thread.execute(() -> letGo("there was no driver when the engine was updated, and there is none yet"));
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The driver stays as it is, by a fault of the program or of a driver", e);
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
    } else if (!reconfigured.isEmpty() || isWantedBack()) {
      String why = reconfigured.isEmpty() ? "it is there again" : reconfigured;
      tried(wanted, why, "The driver stays " + info.kind() + ", although " + why);
    }
  }

  // Why another driver may be due; empty where the configuration is as it was.
  private String reconfiguration() {
    String kind = settings.engineKind();
    Map<String, String> now = settings.captureOptions();
    if (kind.equals(configured) && now.equals(options) || kind.equals(EngineSettings.REPLAY)) {
      return "";
    }
    String why = kind.equals(configured) ? "its settings are other ones now" : "engine.kind is " + kind + " now";
    boolean sameDriver = kind.equals(SourceChoice.AUTO) && configured.equals(info.kind()) && now.equals(options);
    configured = kind;
    options = now;
    wanted = kind;
    return sameDriver ? "" : why;
  }

  // One that was asked for by name and had left is there again.
  private boolean isWantedBack() {
    return !wanted.equals(SourceChoice.AUTO)
        && !wanted.equals(info.kind())
        && System.nanoTime() - againNanos > 0
        && parts.source(wanted).isPresent();
  }

  private void replaceLeaver() {
    if (leftNanos == 0) {
      leftNanos = System.nanoTime();
    }
    if (parts.source(info.kind()).isPresent()) {
      if (tried(info.kind(), "its bundle is another version", "The new version of driver " + info.kind() + " does not work")) {
        return;
      }
    }
    boolean nobodyCame = System.nanoTime() - leftNanos > SUCCESSOR_NANOS;
    String why = "the bundle of " + info.kind() + " left";
    if (nobodyCame && !tried(SourceChoice.AUTO, why, "Driver " + info.kind() + " left")) {
      letGo("the bundle of driver " + info.kind() + " left, and no other driver works");
    }
  }

  private void resume() {
    if (System.nanoTime() - againNanos < 0) {
      return;
    }
    String failure = relay.failure();
    if (failure != null && status.state() == State.RUNNING) {
      LOG.error("Driver {} does not tell system calls any more: {}. It is tried again.", info.kind(), failure);
      status = status(State.FAILED, failure);
    }
    if (!SourceChoice.drivers(parts.sources()).isEmpty()) {
      tried(parts.source(wanted).isPresent() ? wanted : SourceChoice.AUTO, "there was none", "No driver tells system calls");
    }
  }

  private boolean tried(String kind, String why, String otherwise) {
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
    againNanos = System.nanoTime() + pauseNanos;
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
      throw new EngineException(kind + " is no driver; there are " + SourceChoice.drivers(parts.sources()));
    }
    long open = System.nanoTime();
    String before = relay.current() == null ? "none" : info.kind();
    boolean anew = clock.bootNanos() == 0 || relay.current() == null;
    goOver(opened.capture(), anew);
    service = opened.service();
    info = opened.source();
    leftNanos = 0;
    pauseNanos = FIRST_PAUSE_NANOS;
    status = status(State.RUNNING, "");
    LOG.info(
        "System calls are told by {} from now on: {}; before: {}{} (opened in {} ms, gone over in {} ms)",
        info.kind(), why, before, anew ? "; processes are looked up anew" : "",
        (open - begin) / 1_000_000, (System.nanoTime() - open) / 1_000_000);
  }

  private void goOver(Capture successor, boolean anew) throws EngineException {
    CompletableFuture<@Nullable Capture> done;
    try {
      done = relay.follow(successor, anew);
    } catch (IllegalStateException e) {
      successor.close();
      throw new EngineException("the run ends");
    }
    if (!closesTheOneBefore(done)) {
      successor.close();
      throw new EngineException("the loop is busy with one batch for " + CHANGE_SECONDS + " s");
    }
  }

  // False where the loop has not begun in time, and what was asked for is taken back.
  private boolean closesTheOneBefore(CompletableFuture<@Nullable Capture> done) {
    try {
      Capture before = await(done);
      if (before != null) {
        before.close();
      }
      return true;
    } catch (TimeoutException e) {
      LOG.error("The loop has not gone over in {} s. The capture before it is not closed: its memory may still be read.", CHANGE_SECONDS);
      return false;
    }
  }

  private @Nullable Capture await(CompletableFuture<@Nullable Capture> done) throws TimeoutException {
    try {
      return done.get(CHANGE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      if (relay.takeBack()) {
        throw e;
      }
      return null; // it has begun; whoever ends it closes it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void letGo(String reason) {
    LOG.error("System calls are not seen: {}. They are again as soon as a driver is there.", reason);
    closesTheOneBefore(relay.leave());
    status = status(State.WAITING, reason);
  }

  private SourceStatus status(State state, String reason) {
    return new SourceStatus(SourceRun.SYSCALL, info.kind(), state, reason, 0, 0, Instant.now());
  }

  /** A finite source was read to its end. */
  void ended() {
    status = status(State.ENDED, "");
  }

  /** Nothing is exchanged any more. */
  @Override
  public void close() {
    over = true;
    thread.shutdownNow();
  }
}
