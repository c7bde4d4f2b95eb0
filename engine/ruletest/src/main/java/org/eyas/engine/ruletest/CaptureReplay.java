package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eyas.api.event.Event;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.ruletest.file.RaisedAlert;

/** Replays one capture file. A replay evaluates rules and returns their alerts, or passes the events to a watcher. */
public final class CaptureReplay {
  private final TestEnvironment bench;
  private final EventSource source;
  private final String file;

  /** @throws SourceException if no bundle can read captures */
  public CaptureReplay(TestEnvironment bench, String file) throws SourceException {
    this.bench = bench;
    this.source =
        bench
            .captures()
            .orElseThrow(() -> new SourceException("no bundle can read capture files", "add the bundle source-scap"));
    this.file = file;
  }

  /** The event source of its events. */
  public String eventSource() {
    return source.info().eventSource();
  }

  /** The alerts of a replay, in the order of their events, and its signals. */
  List<RaisedAlert> alerts(LoadResult loaded, boolean all) throws SourceException, InterruptedException {
    List<RaisedAlert> alerts = new ArrayList<>();
    MatchOptions options = new MatchOptions(all, "evt.time");
    RuleGeneration generation = RuleGeneration.of(loaded, List.of(eventSource()), bench.enrichers(), options);
    AlertObserver signals =
        (_, rule, _, alert) -> {
          if (rule.isSignal()) {
            alerts.add(RaisedAlert.of(alert));
          }
        };
    LoopSetup setup = LoopSetup.of(source.info(), alert -> alerts.add(RaisedAlert.of(alert)));
    run(new SourceLoop(setup.observedBy(LoopObservers.none().with(signals)), () -> generation));
    return alerts;
  }

  /**
   * Passes every event to a watcher, with the state at that moment, until the watcher stops.
   *
   * @param watcher returns whether it needs more events; it must not keep the event
   */
  public void watch(LoadResult loaded, Predicate<Event> watcher) throws SourceException, InterruptedException {
    Watch watch = new Watch(watcher);
    RuleGeneration generation = RuleGeneration.watching(loaded, eventSource(), bench.enrichers(), watch);
    SourceLoop loop = new SourceLoop(LoopSetup.of(source.info(), alert -> {}), () -> generation);
    watch.enough = loop::stop;
    run(loop);
  }

  private static final class Watch implements Consumer<Event> {
    private final Predicate<Event> watcher;
    private Runnable enough = () -> {};
    private boolean watching = true;

    Watch(Predicate<Event> watcher) {
      this.watcher = watcher;
    }

    @Override
    public void accept(Event event) {
      // The loop ends only at the end of its batch.
      if (watching && !watcher.test(event)) {
        watching = false;
        enough.run();
      }
    }
  }

  private void run(SourceLoop loop) throws SourceException, InterruptedException {
    try (Capture capture = source.open(new CaptureRequest(Set.of(), Map.of("capture_file", file)))) {
      loop.run(capture);
    }
  }
}
