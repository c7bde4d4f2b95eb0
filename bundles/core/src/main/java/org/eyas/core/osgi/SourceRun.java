package org.eyas.core.osgi;

import java.util.function.Supplier;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.core.fault.CaptureGuards;
import org.eyas.core.engine.AlertSink;
import org.eyas.core.engine.Assembler;
import org.eyas.core.engine.BootTime;
import org.eyas.core.engine.CaptureHealth;
import org.eyas.core.engine.LoopCounts;
import org.eyas.core.engine.SizeLimitAlert;
import org.eyas.core.engine.SourceLoop;
import org.eyas.core.metric.RunningSource;
import org.eyas.core.recording.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One source on its way through the rules: its loop with what belongs to it. */
final class SourceRun {
  static final String SYSCALL = "syscall";

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

  /** Of system calls: losses and silence are watched, rules may write captures. */
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

  /** Of anything else. */
  static SourceRun of(
      SourceInfo source, Assembler generations, RunningSources running, EngineSettings settings, AlertSink alerts) {
    SourceLoop loop = new SourceLoop(source, generations, alerts, settings.durationLimitNanos());
    return new SourceRun(generations, running, CaptureHealth.unwatched(), Recorder.none(), loop);
  }

  /**
   * Looks at all events, on this thread, until the source ends or is stopped.
   *
   * @param kind what tells them at the moment
   */
  void run(Capture capture, Supplier<SourceInfo> kind) throws SourceException, InterruptedException {
    try (RunningSource _ = running.enter(kind, capture, loop)) {
      generations.enter(loop);
      loop.run(capture);
    } finally {
      generations.leave(loop);
    }
  }

  /** Ends {@link #run} behind the batch at hand; may be called from any thread. */
  void stop() {
    loop.stop();
  }

  /** The time that the events of the machine have. */
  BootTime clock() {
    return new BootTime(loop::bootNanos);
  }

  /** Before the run: an engine before this one looked at events up to this number. */
  void resumeAfter(long number) {
    loop.resumeAfter(number);
  }

  /** Behind a run that was stopped: what the next engine needs to go on. */
  Handover.Source left(SourceInfo of, Capture capture) {
    return loop.left(of, CaptureGuards.bare(capture));
  }

  CaptureHealth health() {
    return health;
  }

  /** After the run: waits until what rules recorded is written, so long at most. */
  void finish(long limitMillis) throws InterruptedException {
    LoopCounts counts = loop.counts();
    LOG.debug("{} events, {} damaged, {} faults, {}", counts.events(), counts.damaged(), counts.faults(), loop.stateCounts());
    if (counts.damaged() > 0) {
      LOG.warn("{} events could not be read and were passed over", counts.damaged());
    }
    recorder.close(limitMillis);
  }
}
