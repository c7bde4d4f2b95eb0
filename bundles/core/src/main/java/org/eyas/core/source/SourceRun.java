package org.eyas.core.source;

import java.util.Optional;
import java.util.function.Supplier;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.core.metric.RunningSource;
import org.eyas.engine.guard.CaptureGuards;
import org.eyas.engine.loop.Assembler;
import org.eyas.engine.loop.BootTime;
import org.eyas.engine.loop.CaptureHealth;
import org.eyas.engine.loop.CaptureRelay;
import org.eyas.engine.loop.LoopCounts;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.supervision.Opened;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run of one source: its loop, the captures that the loop reads, and the observers that belong to the loop. */
final class SourceRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);

  private final Assembler generations;
  private final RunningSources running;
  private final LoopObservers observers;
  private final SourceLoop loop;
  private final BootTime clock;
  private final CaptureRelay relay;

  /**
   * @param opened read first; null to wait for a capture
   */
  SourceRun(
      Assembler generations, RunningSources running, LoopSetup setup, @Nullable Opened opened, CaptureRelay.Ending ending) {
    this.generations = generations;
    this.running = running;
    observers = setup.observers();
    loop = new SourceLoop(setup, generations);
    clock = new BootTime(loop::bootNanos);
    relay = new CaptureRelay(opened == null ? null : opened.capture(), ending, clock);
    if (opened != null && opened.before() != null) {
      relay.resumeFrom(opened.before().state());
    }
  }

  /**
   * Processes all events on this thread, until the source ends or is stopped.
   *
   * @param source the current description of the source
   */
  void run(Supplier<SourceInfo> source) throws SourceException, InterruptedException {
    try (RunningSource _ = running.enter(source, relay, loop)) {
      generations.enter(loop);
      loop.run(relay);
    } finally {
      generations.leave(loop);
    }
  }

  /** Ends {@link #run} after the current batch. May be called from any thread. */
  void stop() {
    loop.stop();
  }

  /** The time base of the machine's events. */
  BootTime clock() {
    return clock;
  }

  /** The captures that the loop reads. */
  CaptureRelay relay() {
    return relay;
  }

  CaptureHealth health() {
    return observers.health();
  }

  /** The open capture and the state, for the next engine; empty if no capture is open. Call after a stopped run. */
  Optional<Handover.Source> left(SourceInfo source) {
    return Optional.ofNullable(relay.release()).map(capture -> loop.left(source, CaptureGuards.bare(capture)));
  }

  /** Waits after the run until all captures are written, but at most this long. */
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
