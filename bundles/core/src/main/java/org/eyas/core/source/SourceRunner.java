package org.eyas.core.source;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.update.Handover;
import org.eyas.api.update.StateKeeper;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.EngineServices;
import org.eyas.core.part.EventSourceListener;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.dispatch.AlertDispatcher;
import org.eyas.engine.health.CaptureHealth;
import org.eyas.engine.loop.FoundEventSink;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.engine.loop.SourceJoin;
import org.eyas.engine.supervision.SourceChoice;
import org.eyas.engine.supervision.SourceState;
import org.eyas.engine.supervision.SourceSupervisor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sources of events. System calls or a capture file are read on the thread that calls {@link #run}; each other
 * source has its own thread.
 */
@Component(service = SourceRunner.class)
public final class SourceRunner implements EventSourceListener {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRunner.class);
  private static final long DRAIN_MILLIS = 60_000;

  /**
   * The time limit after a signal. Together with the time that outputs have after that, this stays below 10 s, after
   * which docker kills a container.
   */
  private static final long END_MILLIS = 5_000;

  /** The state of most machines is written in this time, if outputs have used all other time. */
  private static final long LEAST_STATE_MILLIS = 500;

  /** The component runtime waits at most this long for a component. */
  private static final long LEAVE_MILLIS = 4_000;

  private final EngineServices parts;
  private final EngineSettings settings;
  private final AlertOutputs outputs;
  private final StateKeeper keeper;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AlertDispatcher dispatcher;
  private final RunProgressReporter watch;
  private final RunningSourceRegistry running;
  private final RunSourceSet sources = new RunSourceSet();
  private final @Nullable LeftStateFile stateFile;
  private volatile boolean leaving;

  @Activate
  public SourceRunner(
      @Reference EngineServices parts,
      @Reference EngineSettings settings,
      @Reference AlertOutputs outputs,
      @Reference RunProgressReporter watch,
      @Reference RunningSourceRegistry running,
      @Reference StateKeeper keeper) {
    this(parts, settings, outputs, watch, running, keeper, LeftStateFile.of(System.getenv()));
  }

  /** @param stateFile the file in which a process leaves its state to the next one; null if there is no place for it */
  SourceRunner(
      EngineServices parts, EngineSettings settings, AlertOutputs outputs, RunProgressReporter watch,
      RunningSourceRegistry running, StateKeeper keeper, @Nullable LeftStateFile stateFile) {
    this.stateFile = stateFile;
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
  public List<String> run(GenerationPublisher generations, Collection<String> enabled) throws Exception {
    Queue<Handover.Memory> memories = new ConcurrentLinkedQueue<>(keeper.drain(Handover.Memory.class));
    SourceFactory factory = new SourceFactory(generations, running, settings, joined(generations, memories), memories);
    PluginSourceManager beside = new PluginSourceManager(parts, settings, factory, dispatcher.liveSink());
    sources.setOthers(beside);
    List<Handover.Source> left = keeper.drain(Handover.Source.class);
    List<Handover.ClosedSource> closed = keeper.drain(Handover.ClosedSource.class);
    beside.resumeFrom(left.stream().filter(source -> !isOfSyscalls(source)).toList(), closed);
    parts.sourcesListener(this);
    generations.listener(sources::wake);
    generations.get().counts().resumeFrom(keeper.drain(Handover.Hits.class));
    try {
      if (!settings.engineKind().equals(SourceChoice.REPLAY)) {
        beside.start();
      }
      Handover.Source before = left.stream().filter(SourceRunner::isOfSyscalls).findFirst().orElse(null);
      boolean waits = closed.contains(new Handover.ClosedSource(SourceChoice.SYSCALL));
      if (enabled.contains(SourceChoice.SYSCALL)) {
        runSyscalls(factory, before, waits);
      } else {
        closeUnused(before);
        runOthers(beside, generations);
      }
      return leaving ? List.of() : generations.get().counts().lines();
    } finally {
      stopOthers();
      over.countDown();
    }
  }

  /** Creates the join for rules over several sources. A replay has none, because it has only one source. */
  private FoundEventSink joined(GenerationPublisher generations, Queue<Handover.Memory> left) {
    if (settings.engineKind().equals(SourceChoice.REPLAY)) {
      return FoundEventSink.NOBODY;
    }
    boolean restarts = !settings.engineKind().equals(SourceSelection.OF_TREE);
    CheckpointStore lasting =
        restarts ? CheckpointStore.in(settings.rules().memoryDirectory(), SourceJoin.NAME) : CheckpointStore.none();
    SourceJoin created =
        new SourceJoin(generations, dispatcher::offer, lasting, () -> settings.rules().joinWaitNanos());
    left.stream().filter(each -> each.eventSource().equals(SourceJoin.NAME)).findFirst().ifPresent(created::resumeFrom);
    running.join(created);
    sources.setJoin(created);
    created.generationChanged();
    return created;
  }

  private static boolean isOfSyscalls(Handover.Source left) {
    return left.info().eventSource().equals(SourceChoice.SYSCALL);
  }

  private void closeUnused(Handover.@Nullable Source left) {
    if (left != null) {
      parts.guarded(left).close();
    }
  }

  /** Hands the sources over to the next engine, because the bundle of the engine is updated. */
  @Deactivate
  void leave() {
    if (!sources.hasBegun() || over.getCount() == 0) {
      return; // the process is ending
    }
    outputs.handOver();
    running.handOver(SourceChoice.SYSCALL);
    leaving = true;
    sources.stopForHandover();
    try {
      if (!over.await(LEAVE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.error("The loop did not finish its batch within {} ms: its capture and state are not handed over.", LEAVE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runSyscalls(SourceFactory factory, Handover.@Nullable Source before, boolean waits) throws Exception {
    try {
      SyscallSource opened = SyscallSource.open(parts, settings, factory, dispatcher, stateFile, before, waits);
      sources.setSyscalls(opened);
      if (leaving) {
        opened.source().stopForHandover();
      }
      runToItsEnd(opened, factory.generations());
    } catch (SourceException e) {
      throw new EngineException(SourceSupervisor.text(e));
    }
  }

  private void runToItsEnd(SyscallSource opened, GenerationPublisher generations) throws Exception {
    SupervisedSource source = opened.source();
    long drainMillis = DRAIN_MILLIS;
    boolean stopped = false;
    SourceException failure = null;
    try {
      if (isLeftToNextEngine(opened)) {
        sources.handOverOthers(generations.get().counts(), keeper);
        source.finish(0);
        return;
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted");
      drainMillis = END_MILLIS;
      stopped = true;
    } catch (SourceException e) {
      boolean interrupted = Thread.interrupted();
      drainMillis = interrupted ? END_MILLIS : DRAIN_MILLIS;
      failure = interrupted ? null : e;
    }
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(drainMillis);
    try {
      stopOthers();
      source.finish(drainMillis);
      dispatcher.drain(drainMillis);
    } finally {
      if (stopped) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
        opened.leave(stateFile, Math.max(LEAST_STATE_MILLIS, leftMillis)); // the last step: until then, a kill loses nothing of what the capture records
      }
    }
    if (failure != null) {
      throw failure;
    }
    report(source.health());
  }

  // After a signal, a capture that can record for the next process stays open.
  private boolean isLeftToNextEngine(SyscallSource opened) throws Exception {
    boolean staysOpen = false;
    try {
      return hasHandedOver(opened);
    } catch (InterruptedException e) {
      staysOpen = opened.source().canLeave();
      throw e;
    } finally {
      if (!staysOpen) {
        opened.source().close();
      }
    }
  }

  private boolean hasHandedOver(SyscallSource opened) throws Exception {
    SupervisedSource source = opened.source();
    try (AutoCloseable _ = watch.start(source.relay(), opened.isLive())) {
      source.run();
      if (!leaving) {
        source.ended(SourceState.ENDED, "");
        return false;
      }
      source.toHandover().ifPresentOrElse(this::leave, () -> keeper.store(new Handover.ClosedSource(SourceChoice.SYSCALL)));
      source.memoryForHandover().ifPresent(keeper::store);
      return true;
    }
  }

  private void leave(Handover.Source left) {
    keeper.store(left);
    LOG.info("The engine is updated: its state is handed over in {} kB; the capture stays open", left.state().length >> 10);
  }

  private void report(CaptureHealth health) throws EngineException {
    watch.print(health.lines());
    if (health.gaveUp()) {
      throw new EngineException("events were lost, and syscall_event_drops.actions contains 'exit' (see above)");
    }
  }

  private void runOthers(PluginSourceManager beside, GenerationPublisher generations) throws InterruptedException {
    long drainMillis = DRAIN_MILLIS;
    try {
      beside.awaitEnd(settings.durationLimitNanos());
      if (leaving) {
        sources.handOverOthers(generations.get().counts(), keeper);
        return;
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted");
      drainMillis = END_MILLIS;
    }
    stopOthers();
    dispatcher.drain(drainMillis);
  }

  // From now on no source starts, and the sources other than system calls end.
  private void stopOthers() {
    parts.sourcesListener(EventSourceListener.NOBODY);
    sources.stopOthers();
  }

  @Override
  public void sourceAdded(EventSource source) {
    sources.wake();
  }

  @Override
  public void sourceRemoved(EventSource source) {
    sources.stopSourcesOf(source);
    sources.wake();
  }

  /**
   * Switches to another driver for system calls and waits until it is done.
   *
   * @throws EngineException if there is no such driver, or no driver runs
   * @throws SourceException if the driver does not work; the current driver continues
   */
  public void switchDriver(String kind) throws Exception {
    SyscallSource run = sources.syscalls();
    if (run == null || settings.engineKind().equals(SourceChoice.REPLAY)) {
      throw new EngineException("no driver runs: a capture file is replayed, or the source syscall is not enabled");
    }
    run.switchDriver(kind);
  }

  /** All sources that run, wait, ended or failed. May be called from any thread. */
  public List<SourceStatus> statuses() {
    return sources.statuses();
  }
}
