package org.eyas.core.osgi;

import java.util.List;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.dispatch.Dispatcher;
import org.eyas.core.engine.AlertSink;
import org.eyas.core.engine.Assembler;
import org.eyas.core.engine.CaptureHealth;
import org.eyas.core.engine.Generation;
import org.eyas.core.engine.LoopCounts;
import org.eyas.core.engine.SourceLoop;
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

  @Activate
  public Replay(
      @Reference EngineParts parts,
      @Reference EngineSettings settings,
      @Reference Outputs outputs,
      @Reference CaptureWatch watch) {
    this.parts = parts;
    this.settings = settings;
    dispatcher = outputs.dispatcher();
    this.watch = watch;
  }

  /**
   * Runs all events, or those until the process is told to end, then waits until the outputs took all alerts.
   *
   * @return the lines of the statistics
   */
  List<String> run(Assembler generations) throws Exception {
    EventSource source = chosen();
    boolean live = source.info().live();
    AlertSink alerts = live ? dispatcher::offer : dispatcher::put;
    CaptureHealth health =
        new CaptureHealth(
            settings::lossPolicy, settings::mostSilentReads, alerts, source.info().kind().equals("modern_ebpf"));
    SourceLoop loop = new SourceLoop(source.info(), generations, alerts, settings.durationLimitNanos(), health);
    StartLog.opening(source.info(), settings.captureOptions());
    try (Capture capture = source.open(request(source.info(), generations.get()));
        AutoCloseable _ = watch.start(capture, live)) {
      generations.enter(loop);
      loop.run(capture);
    } catch (InterruptedException e) {
      LOG.debug("told to end");
      finish(loop, END_MILLIS);
      return end(generations, health);
    } catch (SourceException e) {
      boolean toldToEnd = Thread.interrupted();
      finish(loop, toldToEnd ? END_MILLIS : DRAIN_MILLIS);
      if (!toldToEnd) {
        throw new EngineException(e.getMessage() + (e.hint().isEmpty() ? "" : "; " + e.hint()));
      }
      return end(generations, health);
    } finally {
      generations.leave(loop);
    }
    finish(loop, DRAIN_MILLIS);
    return end(generations, health);
  }

  private List<String> end(Assembler generations, CaptureHealth health) throws EngineException {
    watch.tell(health.lines());
    if (health.gaveUp()) {
      throw new EngineException("events were lost, and syscall_event_drops.actions has 'exit' (see above)");
    }
    return generations.get().counts().lines();
  }

  // A live source traces what the rules and the state need; a capture file holds what it holds.
  private CaptureRequest request(SourceInfo source, Generation generation) {
    return source.live()
        ? generation.traced().request(settings.captureOptions())
        : new CaptureRequest(Set.of(), settings.captureOptions());
  }

  private EventSource chosen() throws EngineException {
    String kind = settings.engineKind();
    EventSource source = parts.source(kind).orElse(null);
    if (source == null) {
      throw new EngineException(
          "no source of events: engine.kind is '"
              + kind
              + "' and no bundle offers that one; replay a capture with -e FILE, or set engine.kind=replay and"
              + " engine.replay.capture_file");
    }
    return source;
  }

  private void finish(SourceLoop loop, long drainMillis) throws InterruptedException {
    LoopCounts counts = loop.counts();
    LOG.debug("{} events, {} damaged, {} faults, {}", counts.events(), counts.damaged(), counts.faults(), loop.stateCounts());
    if (counts.damaged() > 0) {
      LOG.warn("{} events could not be read and were passed over", counts.damaged());
    }
    dispatcher.drain(drainMillis);
  }
}
