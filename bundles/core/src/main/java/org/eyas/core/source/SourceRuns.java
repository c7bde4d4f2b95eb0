package org.eyas.core.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.dispatch.Dispatcher;
import org.eyas.core.metric.SourceReading;
import org.eyas.core.output.Outputs;
import org.eyas.core.part.EngineParts;
import org.eyas.core.part.NoHandover;
import org.eyas.core.part.SourcesListener;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.loop.AlertSink;
import org.eyas.engine.loop.Assembler;
import org.eyas.engine.loop.BootTime;
import org.eyas.engine.loop.CaptureHealth;
import org.eyas.engine.loop.CaptureRelay;
import org.eyas.engine.loop.Generation;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sources of events: system calls or a capture file on the thread that calls {@link #run}, all other sources on their
 * own threads.
 */
@Component(service = {SourceRuns.class, SourceControl.class})
public final class SourceRuns implements SourceControl, SourcesListener {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRuns.class);
  private static final long DRAIN_MILLIS = 60_000;

  /** The launcher gives a process 10 s to end. */
  private static final long END_MILLIS = 5_000;

  /** The component runtime waits at most this long for a component. */
  private static final long LEAVE_MILLIS = 4_000;

  private final EngineParts parts;
  private final EngineSettings settings;
  private final Outputs outputs;
  private final StateKeeper keeper;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile @Nullable SourceRun current;
  private volatile boolean leaving;
  private final Dispatcher dispatcher;
  private final CaptureWatch watch;
  private final RunningSources running;
  private volatile @Nullable SideSources side;
  private volatile @Nullable SyscallDrivers drivers;
  private volatile @Nullable BootTime clock;

  @Activate
  public SourceRuns(
      @Reference EngineParts parts,
      @Reference EngineSettings settings,
      @Reference Outputs outputs,
      @Reference CaptureWatch watch,
      @Reference RunningSources running,
      @Reference StateKeeper keeper) {
    this.parts = parts;
    this.settings = settings;
    this.outputs = outputs;
    this.keeper = keeper;
    dispatcher = outputs.dispatcher();
    this.watch = watch;
    this.running = running;
  }

  /**
   * Processes all events, or those until the process is stopped; then waits until the outputs have sent all alerts.
   *
   * @param enabled the event sources that are opened
   * @return the lines of the statistics
   */
  public List<String> run(Assembler generations, Collection<String> enabled) throws Exception {
    SideSources beside = new SideSources(parts, settings, running, generations, dispatcher::offer);
    side = beside;
    List<Handover.Source> left = keeper.take(Handover.Source.class);
    beside.resumeFrom(left.stream().filter(source -> !isOfSyscalls(source)).toList(), keeper.take(Handover.Ended.class));
    parts.sourcesListener(this);
    generations.listener(this::wake);
    generations.get().counts().resumeFrom(keeper.take(Handover.Hits.class));
    try {
      if (!settings.engineKind().equals(EngineSettings.REPLAY)) {
        beside.follow();
      }
      Handover.Source syscalls = left.stream().filter(SourceRuns::isOfSyscalls).findFirst().orElse(null);
      boolean waits = !keeper.take(Handover.NoDriver.class).isEmpty();
      if (enabled.contains(SourceRun.SYSCALL)) {
        return runSyscalls(syscalls, waits, generations);
      }
      if (syscalls != null) {
        parts.guarded(syscalls).close();
      }
      return runOthers(beside, generations);
    } finally {
      ended();
      over.countDown();
    }
  }

  private static boolean isOfSyscalls(Handover.Source left) {
    return left.info().eventSource().equals(SourceRun.SYSCALL);
  }

  /** The bundle of the engine is updated: another engine continues. */
  @Deactivate
  void leave() {
    SourceRun run = current;
    if (side == null || over.getCount() == 0) {
      return; // the process is ending
    }
    outputs.handOver();
    running.handOver(SourceRun.SYSCALL);
    leaving = true;
    if (run != null) {
      run.stop();
    }
    try {
      if (!over.await(LEAVE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.error("The loop did not finish its batch within {} ms: its capture and state are not handed over.", LEAVE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOver(SourceRun run, SourceInfo info, CaptureRelay relay, Assembler generations) {
    Capture capture = relay.release();
    if (capture != null) {
      Handover.Source left = run.left(info, capture);
      keeper.keep(left);
      LOG.info("The engine is updated: its state is handed over in {} kB; the capture stays open", left.state().length >> 10);
    } else {
      keeper.keep(new Handover.NoDriver());
    }
    handOverOthers(generations);
  }

  // Matches are counted as long as any loop runs.
  private void handOverOthers(Assembler generations) {
    SideSources beside = side;
    if (beside != null) {
      beside.handOver(keeper);
    }
    generations.get().counts().left().forEach(keeper::keep);
  }

  // From here on no source starts, and the side sources end.
  private void ended() {
    parts.sourcesListener(SourcesListener.NOBODY);
    SideSources beside = side;
    if (beside != null) {
      beside.close();
    }
  }

  private List<String> runOthers(SideSources beside, Assembler generations) throws InterruptedException {
    long drainMillis = DRAIN_MILLIS;
    try {
      long beginNanos = System.nanoTime();
      long limitNanos = settings.durationLimitNanos();
      beside.awaitEnd(() -> leaving || limitNanos > 0 && System.nanoTime() - beginNanos >= limitNanos);
      if (leaving) {
        handOverOthers(generations);
        return List.of();
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted");
      drainMillis = END_MILLIS;
    }
    ended();
    dispatcher.drain(drainMillis);
    return generations.get().counts().lines();
  }

  private List<String> runSyscalls(Handover.@Nullable Source before, boolean waits, Assembler generations) throws Exception {
    SourceChoice choice = new SourceChoice(parts::sources, source -> request(source, generations.get()));
    try {
      if (before != null) {
        return resume(choice, before, generations);
      }
      return run(choice, opened(choice, waits), null, generations);
    } catch (SourceException e) {
      throw new EngineException(SourceChoice.text(e));
    }
  }

  // Without a driver a start fails; but an engine that follows a waiting one continues to wait.
  private SourceChoice.Opened opened(SourceChoice choice, boolean waits) throws SourceException, EngineException {
    try {
      return choice.open(settings.engineKind());
    } catch (SourceException | EngineException e) {
      if (!waits) {
        throw e;
      }
      NoDriver none = new NoDriver();
      return new SourceChoice.Opened(null, none.info(), none.open(new CaptureRequest(Set.of(), Map.of())));
    }
  }

  private List<String> resume(SourceChoice choice, Handover.Source before, Assembler generations) throws Exception {
    SourceInfo info = before.info();
    StartLog.continuing(before);
    EventSource service = parts.source(info.kind()).orElse(null);
    return run(choice, new SourceChoice.Opened(service, info, parts.guarded(before)), before, generations);
  }

  private List<String> run(
      SourceChoice choice, SourceChoice.Opened opened, Handover.@Nullable Source before, Assembler generations)
      throws Exception {
    SourceInfo source = opened.source();
    StartLog.recording(settings.recording());
    AlertSink alerts = source.live() ? dispatcher::offer : dispatcher::put;
    SourceRun run = SourceRun.ofSyscalls(source, generations, running, settings, alerts, before);
    BootTime time = run.clock();
    clock = time;
    long drainMillis = DRAIN_MILLIS;
    SourceException failure = null;
    try (CaptureRelay relay = new CaptureRelay(opened.capture(), !source.live(), time);
        AutoCloseable _ = watch.start(relay, source.live());
        SyscallDrivers exchange = new SyscallDrivers(parts, settings, choice, opened, relay, time)) {
      if (before == null && opened.service() == null) {
        exchange.waitForOne();
      }
      drivers = exchange;
      if (before != null) {
        relay.resumeFrom(before.state());
      }
      current = run;
      if (leaving) {
        run.stop();
      }
      run.run(relay, exchange::source);
      if (leaving) {
        exchange.close();
        handOver(run, exchange.source(), relay, generations);
        run.finish(0);
        return List.of();
      }
      exchange.ended();
    } catch (InterruptedException e) {
      LOG.debug("interrupted");
      drainMillis = END_MILLIS;
    } catch (SourceException e) {
      boolean interrupted = Thread.interrupted();
      drainMillis = interrupted ? END_MILLIS : DRAIN_MILLIS;
      failure = interrupted ? null : e;
    }
    ended();
    run.finish(drainMillis);
    dispatcher.drain(drainMillis);
    if (failure != null) {
      throw failure;
    }
    return end(generations, run.health());
  }

  @Override
  public void came(EventSource source) {
    wake();
  }

  @Override
  public void leaves(EventSource source) {
    SideSources beside = side;
    if (beside != null) {
      beside.leave(source);
    }
    wake();
  }

  private void wake() {
    SideSources beside = side;
    if (beside != null) {
      beside.wake();
    }
    SyscallDrivers exchanged = drivers;
    if (exchanged != null) {
      exchanged.wake();
    }
  }

  @Override
  public List<SourceStatus> sources() {
    List<SourceStatus> all = new ArrayList<>();
    SyscallDrivers exchanged = drivers;
    if (exchanged != null) {
      all.add(losing(exchanged.status()));
    }
    SideSources beside = side;
    if (beside != null) {
      all.addAll(beside.statuses());
    }
    Map<String, SourceReading> counted = new HashMap<>();
    running.read().forEach(reading -> counted.put(reading.source().eventSource(), reading));
    return all.stream().map(status -> counted(status, counted.get(status.source()))).toList();
  }

  private SourceStatus losing(SourceStatus status) {
    SourceRun run = current;
    String losses = run == null || status.state() != SourceStatus.State.RUNNING ? "" : run.health().lossProblem();
    return losses.isEmpty()
        ? status
        : new SourceStatus(status.source(), status.kind(), status.state(), losses, status.events(), status.lost(), status.since());
  }

  private static SourceStatus counted(SourceStatus status, @Nullable SourceReading reading) {
    return reading == null
        ? status
        : new SourceStatus(
            status.source(), status.kind(), status.state(), status.reason(), reading.loop().counts().events(),
            reading.stats().dropped(), status.since());
  }

  @Override
  public List<String> drivers() {
    return SourceChoice.drivers(parts.sources());
  }

  @Override
  public void use(String kind) throws RefusedException {
    SyscallDrivers exchanged = drivers;
    if (exchanged == null || settings.engineKind().equals(EngineSettings.REPLAY)) {
      throw new RefusedException("no driver runs: a capture file is replayed, or the source syscall is not enabled");
    }
    try {
      exchanged.use(kind);
    } catch (SourceException e) {
      throw new RefusedException(SourceChoice.text(e));
    } catch (EngineException | RejectedExecutionException e) {
      throw new RefusedException(Reason.of(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted");
    } catch (Exception e) {
      LOG.error("the driver was not switched due to an internal error", e);
      throw new RefusedException(e.toString());
    }
  }

  private List<String> end(Assembler generations, CaptureHealth health) throws EngineException {
    watch.print(health.lines());
    if (health.gaveUp()) {
      throw new EngineException("events were lost, and syscall_event_drops.actions contains 'exit' (see above)");
    }
    return generations.get().counts().lines();
  }

  // Logs the source that is opened. A live source traces the events that rules and state need; a capture file has fixed
  // contents.
  private CaptureRequest request(SourceInfo source, Generation generation) {
    StartLog.opening(source, settings.captureOptions());
    return source.live()
        ? generation.traced().request(settings.captureOptions()).after(bootNanos())
        : new CaptureRequest(Set.of(), settings.captureOptions());
  }

  private long bootNanos() {
    BootTime time = clock;
    return time == null ? 0 : time.bootNanos();
  }
}
