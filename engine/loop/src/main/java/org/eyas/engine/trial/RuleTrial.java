package org.eyas.engine.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.eyas.api.control.Trial;
import org.eyas.api.event.Event;
import org.eyas.api.history.PastAlert;
import org.eyas.api.process.Enricher;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.explain.NearMissFinder;
import org.eyas.engine.explain.NearMissText;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.TerminalColours;
import org.eyas.engine.journal.JournalSnapshot;
import org.eyas.engine.journal.LoopJournalSnapshot;
import org.eyas.engine.loop.LoopObservers;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.MatchOptions;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/**
 * A trial of rules: replays a journal through them, on the thread that calls {@link #run}, with its own state.
 *
 * <p>The events are replayed more than once: to count the matches, to describe the newest matches, and, for a single
 * rule, to find events that nearly matched. To explain each match would take longer.
 */
public final class RuleTrial {
  private static final int LISTED = 10;

  private final JournalSnapshot events;
  private final LoadResult loaded;
  private final @Nullable LoadedRule only;
  private final List<Enricher> enrichers;
  private final MatchOptions options;
  private volatile @Nullable SourceLoop running;
  private volatile boolean stopped;

  private RuleTrial(
      JournalSnapshot events,
      LoadResult loaded,
      @Nullable LoadedRule only,
      List<Enricher> enrichers,
      MatchOptions options) {
    this.events = events;
    this.loaded = loaded;
    this.only = only;
    this.enrichers = enrichers;
    this.options = options;
  }

  /** A trial of all enabled rules. */
  public static RuleTrial ofAll(
      JournalSnapshot events, LoadResult loaded, List<Enricher> enrichers, MatchOptions options) {
    return new RuleTrial(events, loaded, null, enrichers, options);
  }

  /** A trial of one rule, even if it is disabled. */
  public static RuleTrial ofOne(
      JournalSnapshot events,
      LoadResult loaded,
      LoadedRule rule,
      List<Enricher> enrichers,
      MatchOptions options) {
    LoadedRule enabled = rule.asEnabled();
    LoadResult alone =
        new LoadResult(
            loaded.report(), List.of(enabled), List.of(), loaded.catalogs(), loaded.missingPlugin(), loaded.book(),
            loaded.version());
    return new RuleTrial(events, alone, enabled, enrichers, options);
  }

  /** @param most maximum number of matches in the result */
  public Trial run(int most) throws SourceException, InterruptedException {
    long matches = 0;
    List<PastAlert> newest = new ArrayList<>();
    StringBuilder nearest = new StringBuilder();
    for (LoopJournalSnapshot reading : events.readings()) {
      TrialAlertCounter count = new TrialAlertCounter();
      match(reading, count);
      matches += count.matches();
      if (most > 0 && count.matches() > 0) {
        TrialAlertCollector described = new TrialAlertCollector(count.matches() - most);
        match(reading, described);
        newest.addAll(described.alerts());
      }
      nearest.append(nearest(reading));
    }
    newest.sort(Comparator.comparingLong(RuleTrial::nanos).reversed());
    return new Trial(events.span(), matches, newest.stream().limit(most).toList(), nearest.toString());
  }

  private static long nanos(PastAlert past) {
    return past.alert().timestampNanos();
  }

  private void match(LoopJournalSnapshot reading, AlertObserver watch) throws SourceException, InterruptedException {
    String source = reading.source().eventSource();
    replay(reading, RuleGeneration.of(loaded, List.of(source), enrichers, options), watch);
  }

  private String nearest(LoopJournalSnapshot reading) throws SourceException, InterruptedException {
    LoadedRule rule = only;
    String source = reading.source().eventSource();
    if (rule == null || !rule.source().equals(source)) {
      return "";
    }
    RuleExplainer explainer =
        new RuleExplainer(rule, loaded.book(), Objects.requireNonNull(loaded.catalogs().get(source)));
    NearMissFinder misses = new NearMissFinder(explainer, LISTED);
    Consumer<Event> watcher = misses::evaluate;
    replay(reading, RuleGeneration.watching(loaded, source, enrichers, watcher), AlertObserver.NOBODY);
    return NearMissText.ofTrial(rule.name(), misses, TerminalColours.NONE);
  }

  private void replay(LoopJournalSnapshot reading, RuleGeneration generation, AlertObserver watch)
      throws SourceException, InterruptedException {
    LoopSetup setup = LoopSetup.of(reading.source(), alert -> {}).observedBy(LoopObservers.none().with(watch)).withLateThreads();
    SourceLoop loop = new SourceLoop(setup, () -> generation);
    running = loop;
    if (stopped) {
      return;
    }
    try (Capture capture = reading.capture()) {
      loop.run(capture);
    }
  }

  /** Ends the trial early; its result is then incomplete. May be called from any thread. */
  public void stop() {
    stopped = true;
    SourceLoop loop = running;
    if (loop != null) {
      loop.stop();
    }
  }

  public boolean isStopped() {
    return stopped;
  }
}
