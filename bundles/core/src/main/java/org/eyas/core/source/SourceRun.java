package org.eyas.core.source;

import java.util.function.Supplier;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.core.metric.RunningSource;
import org.eyas.core.setting.EngineSettings;
import org.eyas.engine.guard.CaptureGuards;
import org.eyas.engine.loop.AlertSink;
import org.eyas.engine.loop.Assembler;
import org.eyas.engine.loop.BootTime;
import org.eyas.engine.loop.CaptureHealth;
import org.eyas.engine.loop.LoopCounts;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.SizeLimitAlert;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.recording.Recorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run of one source: its loop and the parts that belong to it. */
public final class SourceRun {
  public static final String SYSCALL = "syscall";

  private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);

  private final Assembler generations;
  private final RunningSources running;
  private final CaptureHealth health;
  private final Recorder recorder;
  private final SourceLoop loop;

  private SourceRun(
      Assembler generations, RunningSources running, CaptureHealth health, Recorder recorder, SourceLoop loop) {
    this.generations = generations;
    this.running = running;
    this.health = health;
    this.recorder = recorder;
    this.loop = loop;
  }

  /**
   * For system calls: with monitoring of losses and silence, and captures by rules.
   *
   * @param before what a previous engine left of this source
   */
  static SourceRun ofSyscalls(
      SourceInfo source, Assembler generations, RunningSources running, EngineSettings settings, AlertSink alerts,
      Handover.@Nullable Source before) {
    CaptureHealth health =
        new CaptureHealth(
            settings::lossPolicy, settings::mostSilentReads, alerts, source.kind().equals("modern_ebpf"));
    Recorder recorder =
        new Recorder(
            settings::recording,
            (megabytes, written) -> alerts.accept(SizeLimitAlert.of(megabytes, written)),
            source.live());
    LoopObservers observers = running.observersOf(source).with(health).with(recorder);
    LoopSetup setup = setup(source, settings, alerts, before).observedBy(observers).withStateLimits(settings::stateLimits);
    return new SourceRun(generations, running, health, recorder, new SourceLoop(setup, generations));
  }

  /** For other sources. */
  static SourceRun of(
      SourceInfo source, Assembler generations, RunningSources running, EngineSettings settings, AlertSink alerts,
      Handover.@Nullable Source before) {
    LoopObservers observers = running.observersOf(source);
    SourceLoop loop = new SourceLoop(setup(source, settings, alerts, before).observedBy(observers), generations);
    return new SourceRun(generations, running, observers.health(), observers.recorder(), loop);
  }

  private static LoopSetup setup(
      SourceInfo source, EngineSettings settings, AlertSink alerts, Handover.@Nullable Source before) {
    LoopSetup setup = LoopSetup.of(source, alerts).within(settings.durationLimitNanos());
    return before == null ? setup : setup.resumingAfter(before.number());
  }

  /**
   * Processes all events on this thread, until the source ends or is stopped.
   *
   * @param kind the current description of the source
   */
  void run(Capture capture, Supplier<SourceInfo> kind) throws SourceException, InterruptedException {
    try (RunningSource _ = running.enter(kind, capture, loop)) {
      generations.enter(loop);
      loop.run(capture);
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
    return new BootTime(loop::bootNanos);
  }

  /** What the next engine needs to continue. Call after a stopped run. */
  Handover.Source left(SourceInfo of, Capture capture) {
    return loop.left(of, CaptureGuards.bare(capture));
  }

  CaptureHealth health() {
    return health;
  }

  /** Waits after the run until all captures are written, but at most this long. */
  void finish(long limitMillis) throws InterruptedException {
    LoopCounts counts = loop.counts();
    LOG.debug("{} events, {} damaged, {} faults, {}", counts.events(), counts.damaged(), counts.faults(), loop.stateCounts());
    if (counts.damaged() > 0) {
      LOG.warn("{} events could not be read and were skipped", counts.damaged());
    }
    recorder.close(limitMillis);
  }
}
