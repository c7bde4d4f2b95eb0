package org.eyas.core.source;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.api.update.Handover;
import org.eyas.core.metric.RunningSource;
import org.eyas.engine.guard.CaptureGuards;
import org.eyas.engine.health.CaptureHealth;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.engine.loop.LoopCounts;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.relay.CaptureRelay;
import org.eyas.engine.relay.EventClock;
import org.eyas.engine.relay.RecordedMeanwhile;
import org.eyas.engine.supervision.OpenedCapture;
import org.eyas.engine.supervision.RelayReader;
import org.eyas.engine.supervision.SourcePlan;
import org.eyas.engine.supervision.SourceState;
import org.eyas.engine.supervision.SourceSupervisor;
import org.eyas.engine.supervision.SupervisionStep;
import org.eyas.engine.supervision.SupervisorThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source with its loop and its supervisor. The loop runs on the thread that calls {@link #run}. The supervisor opens
 * captures for the loop on the thread {@code open-NAME}.
 */
final class SupervisedSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedSource.class);

  private final GenerationPublisher generations;
  private final RunningSourceRegistry running;
  private final LoopObservers observers;
  private final SourceLoop loop;
  private final EventClock clock;
  private final CaptureRelay relay;
  private final SourceSupervisor supervisor;
  private final SupervisorThread thread;
  private volatile @Nullable LeftCaptureSuccession succession;

  /** @param opened the capture that is read first; null to open a capture according to the plan */
  SupervisedSource(
      GenerationPublisher generations, RunningSourceRegistry running, LoopSetup setup, SourcePlan plan,
      @Nullable OpenedCapture opened,
      CaptureRelay.Ending ending) {
    this.generations = generations;
    this.running = running;
    observers = setup.observers();
    loop = new SourceLoop(setup, generations);
    clock = new EventClock(loop::bootNanos);
    relay = new CaptureRelay(opened == null ? null : opened.capture(), ending, clock);
    supervisor = new SourceSupervisor(setup.source(), plan, new RelayReader(relay, clock), System::nanoTime);
    thread = new SupervisorThread("open-" + setup.source().eventSource(), this::supervise);
    if (opened != null) {
      supervisor.setOpened(opened);
      Handover.Source before = opened.before();
      if (before != null) {
        relay.resumeFrom(before.state());
      }
    }
  }

  private void supervise() {
    LeftCaptureSuccession first = succession;
    if (first == null || first.isOver()) {
      supervisor.superviseOnce();
    }
  }

  /**
   * Reads the first capture as one that an earlier process left, and opens the configured driver as soon as that can continue the
   * state. If the driver does not open, {@link #run} fails after the events of the first capture. Called before {@link #run}.
   *
   * @param left the first capture
   * @param kind the configured driver
   * @param report receives what the first capture recorded while no process read it
   */
  void continueLeft(LeftCapture left, String kind, Consumer<RecordedMeanwhile> report) {
    LeftCaptureSuccession first =
        new LeftCaptureSuccession(
            clock, () -> supervisor.open(kind, "a new process continues with what the last one left"), thread::execute,
            loop::stop, report);
    succession = first;
    left.state().ifPresent(known -> relay.resumeFrom(known.tables()));
    relay.continueLeft(first);
  }

  /** Performs a first step of the supervisor. Called before {@link #run}. */
  void performFirst(SupervisionStep first) {
    thread.execute(() -> supervisor.perform(first));
  }

  /**
   * Processes all events on this thread, until the source ends or is stopped. After that, no capture is opened any
   * more. The caller closes this.
   */
  void run() throws SourceException, InterruptedException {
    thread.start();
    try (RunningSource _ = running.enter(supervisor::source, relay, loop)) {
      generations.addLoop(loop);
      loop.run(relay);
    } finally {
      generations.removeLoop(loop);
      stopSupervisor();
    }
    LeftCaptureSuccession first = succession;
    if (first != null) {
      first.throwFailure();
    }
  }

  private void stopSupervisor() {
    supervisor.stop();
    thread.stop();
  }

  /** Ends {@link #run} after the current batch. May be called from any thread. */
  void stop() {
    loop.stop();
    relay.wake();
  }

  /** Like {@link #stop}, if another engine continues with the source. */
  void stopForHandover() {
    loop.stopForHandover();
    relay.wake();
  }

  /** Sets the last state, because the loop has ended: the source was read to its end, or the loop failed. */
  void ended(SourceState last, String reason) {
    supervisor.ended(last, reason);
  }

  /** The open capture and the state, for the next engine; empty if no capture is open. Called after {@link #run}. */
  Optional<Handover.Source> toHandover() {
    return Optional.ofNullable(relay.release()).map(capture -> loop.toHandover(supervisor.source(), CaptureGuards.bare(capture)));
  }

  /** Whether the open capture may be able to record events for the next process. Another one is closed when its loop ends. */
  boolean canLeave() {
    return LeftCaptureSearch.canLeave(supervisor.source());
  }

  /**
   * Lets the open capture record events for the next process. Called after {@link #run}.
   *
   * @return what that process needs besides the tables of the state; empty if no events are recorded
   */
  Optional<LeftStateSummary> leave() {
    Instant now = Instant.now();
    Capture read = relay.release();
    return read != null && read.leave()
        ? Optional.of(new LeftStateSummary(supervisor.source(), loop.bootNanos(), loop.number(), loop.hasFiles(), now))
        : Optional.empty();
  }

  /** Reports the tables of the state. Called after {@link #run}. */
  void survey(StateSink into) {
    loop.survey(into);
  }

  /** The events of the source that rules remember, for the next engine. Called after {@link #run}. */
  Optional<Handover.Memory> memoryForHandover() {
    return loop.memoryForHandover();
  }

  /** Continues with the events that the rules of a previous engine remembered. Called before {@link #run}. */
  SupervisedSource resumeFrom(Optional<Handover.Memory> memory) {
    memory.ifPresent(loop::resumeFrom);
    return this;
  }

  /** Stops the supervisor and waits at most this long for its thread. Returns whether the thread has ended. */
  boolean stopSupervisor(long limitMillis) {
    stopSupervisor();
    return thread.await(limitMillis);
  }

  /** The name of the thread that opens captures. */
  String opener() {
    return thread.name();
  }

  /**
   * Opens another capture and waits until it is read.
   *
   * @param opened called on the thread of the supervisor, after the capture is read
   */
  void open(String kind, String why, Runnable opened) throws Exception {
    thread.call(
        () -> {
          supervisor.open(kind, why);
          opened.run();
          return kind;
        });
  }

  /** Wakes the supervisor and the loop, because sources, rules or the configuration have changed. */
  void wake() {
    thread.wake();
    relay.wake();
  }

  SourceStatus status() {
    return supervisor.status();
  }

  /** The captures that the loop reads. */
  CaptureRelay relay() {
    return relay;
  }

  /** The time base of the machine's events. */
  EventClock clock() {
    return clock;
  }

  /** The problem that prevents rules from seeing all events; empty if there is none. */
  String problem() {
    return loop.problem();
  }

  CaptureHealth health() {
    return observers.health();
  }

  /** Waits after the run until all captures of alerts are written, but at most this long. */
  void finish(long limitMillis) throws InterruptedException {
    LoopCounts counts = loop.counts();
    LOG.debug("{} events, {} damaged, {} faults, {}", counts.events(), counts.damaged(), counts.faults(), loop.stateCounts());
    if (counts.damaged() > 0) {
      LOG.warn("{} events could not be read and were skipped", counts.damaged());
    }
    observers.recorder().close(limitMillis);
  }

  /** Closes the capture that is still open. */
  @Override
  public void close() {
    relay.close();
  }
}
