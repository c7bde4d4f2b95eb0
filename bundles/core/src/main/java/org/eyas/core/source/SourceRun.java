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
import org.eyas.engine.loop.SizeLimitAlert;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.recording.Recorder;
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

  /** For system calls: with monitoring of losses and silence, and captures by rules. */
  static SourceRun ofSyscalls(
      SourceInfo source, Assembler generations, RunningSources running, EngineSettings settings, AlertSink alerts) {
    CaptureHealth health =
        new CaptureHealth(
            settings::lossPolicy, settings::mostSilentReads, alerts, source.kind().equals("modern_ebpf"));
    Recorder recorder =
        new Recorder(
            settings::recording,
            (megabytes, written) -> alerts.accept(SizeLimitAlert.of(megabytes, written)),
            source.live());
    SourceLoop loop =
        new SourceLoop(source, generations, alerts, settings.durationLimitNanos(), health).recording(recorder);
    loop.limits(settings::stateLimits);
    return new SourceRun(generations, running, health, recorder, loop);
  }

  /** For other sources. */
  static SourceRun of(
      SourceInfo source, Assembler generations, RunningSources running, EngineSettings settings, AlertSink alerts) {
    SourceLoop loop = new SourceLoop(source, generations, alerts, settings.durationLimitNanos());
    return new SourceRun(generations, running, CaptureHealth.unwatched(), Recorder.none(), loop);
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

  /** A previous engine processed events up to this number. Call before the run. */
  void resumeAfter(long number) {
    loop.resumeAfter(number);
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
