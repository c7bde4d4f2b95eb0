package org.eyas.core.osgi;

import java.util.List;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.dispatch.Dispatcher;
import org.eyas.core.engine.AlertSink;
import org.eyas.core.engine.Assembler;
import org.eyas.core.engine.CaptureHealth;
import org.eyas.core.engine.Generation;
import org.eyas.core.engine.LoopCounts;
import org.eyas.core.engine.SizeLimitAlert;
import org.eyas.core.engine.SourceLoop;
import org.eyas.core.recording.Recorder;
import org.eyas.core.metric.RunningSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the source that the configuration asks for through the rules, until it ends. */
@Component(service = Replay.class)
public final class Replay {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
  private static final long DRAIN_MILLIS = 60_000;

  /** The launcher gives a process that is told to end 10 s. */
  private static final long END_MILLIS = 5_000;

  private final EngineParts parts;
  private final EngineSettings settings;
  private final Dispatcher dispatcher;
  private final CaptureWatch watch;
  private final RunningSources running;

  @Activate
  public Replay(
      @Reference EngineParts parts,
      @Reference EngineSettings settings,
      @Reference Outputs outputs,
      @Reference CaptureWatch watch,
      @Reference RunningSources running) {
    this.parts = parts;
    this.settings = settings;
    dispatcher = outputs.dispatcher();
    this.watch = watch;
    this.running = running;
  }

  /**
   * Runs all events, or those until the process is told to end, then waits until the outputs took all alerts.
   *
   * @return the lines of the statistics
   */
  List<String> run(Assembler generations) throws Exception {
    SourceChoice choice = new SourceChoice(parts::source, source -> request(source, generations.get()));
    SourceChoice.Opened opened;
    try {
      opened = choice.open(settings.engineKind());
    } catch (SourceException e) {
      throw new EngineException(SourceChoice.text(e));
    }
    return run(opened.source(), opened.capture(), generations);
  }

  private List<String> run(SourceInfo source, Capture opened, Assembler generations) throws Exception {
    AlertSink alerts = source.live() ? dispatcher::offer : dispatcher::put;
    CaptureHealth health =
        new CaptureHealth(
            settings::lossPolicy, settings::mostSilentReads, alerts, source.kind().equals("modern_ebpf"));
    StartLog.recording(settings.recording());
    Recorder recorder =
        new Recorder(
            settings::recording,
            (megabytes, written) -> alerts.accept(SizeLimitAlert.of(megabytes, written)),
            source.live());
    SourceLoop loop =
        new SourceLoop(source, generations, alerts, settings.durationLimitNanos(), health).recording(recorder);
    loop.limits(settings::stateLimits);
    try (Capture capture = opened;
        AutoCloseable _ = watch.start(capture, source.live());
        RunningSource _ = running.enter(source, capture, loop)) {
      generations.enter(loop);
      loop.run(capture);
    } catch (InterruptedException e) {
      LOG.debug("told to end");
      finish(loop, recorder, END_MILLIS);
      return end(generations, health);
    } catch (SourceException e) {
      boolean toldToEnd = Thread.interrupted();
      finish(loop, recorder, toldToEnd ? END_MILLIS : DRAIN_MILLIS);
      if (!toldToEnd) {
        throw new EngineException(SourceChoice.text(e));
      }
      return end(generations, health);
    } finally {
      generations.leave(loop);
    }
    finish(loop, recorder, DRAIN_MILLIS);
    return end(generations, health);
  }

  private List<String> end(Assembler generations, CaptureHealth health) throws EngineException {
    watch.tell(health.lines());
    if (health.gaveUp()) {
      throw new EngineException("events were lost, and syscall_event_drops.actions has 'exit' (see above)");
    }
    return generations.get().counts().lines();
  }

  // Says what is opened. A live source traces what the rules and the state need; a capture file holds what it holds.
  private CaptureRequest request(SourceInfo source, Generation generation) {
    StartLog.opening(source, settings.captureOptions());
    return source.live()
        ? generation.traced().request(settings.captureOptions())
        : new CaptureRequest(Set.of(), settings.captureOptions());
  }

  private void finish(SourceLoop loop, Recorder recorder, long drainMillis) throws InterruptedException {
    LoopCounts counts = loop.counts();
    LOG.debug("{} events, {} damaged, {} faults, {}", counts.events(), counts.damaged(), counts.faults(), loop.stateCounts());
    if (counts.damaged() > 0) {
      LOG.warn("{} events could not be read and were passed over", counts.damaged());
    }
    recorder.close(drainMillis);
    dispatcher.drain(drainMillis);
  }
}
