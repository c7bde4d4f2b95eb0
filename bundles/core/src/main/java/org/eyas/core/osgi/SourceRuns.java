package org.eyas.core.osgi;

import java.util.Collection;
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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sources of events through the rules: that of system calls, or a capture file, on the thread that calls {@link
 * #run}, every other one beside it.
 */
@Component(service = SourceRuns.class)
public final class SourceRuns {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRuns.class);
  private static final long DRAIN_MILLIS = 60_000;

  /** The launcher gives a process that is told to end 10 s. */
  private static final long END_MILLIS = 5_000;

  private final EngineParts parts;
  private final EngineSettings settings;
  private final Dispatcher dispatcher;
  private final CaptureWatch watch;
  private final RunningSources running;

  @Activate
  public SourceRuns(
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
   * @param enabled the event sources that are opened
   * @return the lines of the statistics
   */
  List<String> run(Assembler generations, Collection<String> enabled) throws Exception {
    if (settings.engineKind().equals("replay")) {
      return runSyscalls(generations, () -> {});
    }
    try (SideSources side = new SideSources(parts, settings, running, generations, dispatcher::offer)) {
      side.follow();
      return enabled.contains(SourceRun.SYSCALL) ? runSyscalls(generations, side::close) : runOthers(side, generations);
    }
  }

  private List<String> runOthers(SideSources side, Assembler generations) throws InterruptedException {
    try {
      side.awaitEnd();
      dispatcher.drain(DRAIN_MILLIS);
    } catch (InterruptedException e) {
      LOG.debug("told to end");
      side.close();
      dispatcher.drain(END_MILLIS);
    }
    return generations.get().counts().lines();
  }

  private List<String> runSyscalls(Assembler generations, Runnable ended) throws Exception {
    SourceChoice choice = new SourceChoice(parts::source, source -> request(source, generations.get()));
    try {
      return run(choice.open(settings.engineKind()), generations, ended);
    } catch (SourceException e) {
      throw new EngineException(SourceChoice.text(e));
    }
  }

  private List<String> run(SourceChoice.Opened opened, Assembler generations, Runnable ended) throws Exception {
    SourceInfo source = opened.source();
    AlertSink alerts = source.live() ? dispatcher::offer : dispatcher::put;
    StartLog.recording(settings.recording());
    SourceRun run = SourceRun.ofSyscalls(source, generations, running, settings, alerts);
    long drainMillis = DRAIN_MILLIS;
    SourceException failure = null;
    try (Capture capture = opened.capture();
        AutoCloseable _ = watch.start(capture, source.live())) {
      run.run(capture);
    } catch (InterruptedException e) {
      LOG.debug("told to end");
      drainMillis = END_MILLIS;
    } catch (SourceException e) {
      boolean toldToEnd = Thread.interrupted();
      drainMillis = toldToEnd ? END_MILLIS : DRAIN_MILLIS;
      failure = toldToEnd ? null : e;
    }
    ended.run();
    run.finish(drainMillis);
    dispatcher.drain(drainMillis);
    if (failure != null) {
      throw failure;
    }
    return end(generations, run.health());
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
}
