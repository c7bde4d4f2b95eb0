package org.eyas.engine.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.eyas.api.event.Event;
import org.eyas.api.process.Enricher;
import org.eyas.engine.demand.BaseSyscalls;
import org.eyas.engine.demand.EventDemand;
import org.eyas.engine.demand.RuleEventNames;
import org.eyas.engine.demand.TracedSyscalls;
import org.eyas.engine.pushdown.FollowedEvents;
import org.eyas.engine.pushdown.MessageNeeds;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.SyscallSets;
import org.eyas.engine.statistics.RuleCounts;

/**
 * A generation of rules with all that loops need to evaluate it: the compiled rules of each source and over several
 * sources, the traced system calls, the needed events, the enrichers, and the counts. Immutable; a loop reads the
 * current generation once per batch. The compiled rules of a source are used by the one loop of that source.
 */
public record RuleGeneration(
    LoadResult loaded,
    Map<String, SourceRules> bySource,
    MultiSourceRules joining,
    TracedSyscalls traced,
    EventDemand demand,
    List<Enricher> enrichers,
    RuleCounts counts) {
  public RuleGeneration {
    bySource = Map.copyOf(bySource);
    enrichers = List.copyOf(enrichers);
  }

  /**
   * A generation without rules, in which a watcher sees every event of a source as rules would. The watcher must not
   * throw.
   */
  public static RuleGeneration watching(
      LoadResult loaded, String source, List<Enricher> enrichers, Consumer<Event> watcher) {
    return new RuleGeneration(
        loaded,
        Map.of(source, SourceRules.watching(loaded, watcher)),
        MultiSourceRules.none(loaded),
        TracedSyscalls.of(SyscallSets.traceable(), BaseSyscalls.STANDARD),
        EventDemand.OFF,
        enrichers,
        new RuleCounts(List.of()));
  }

  /** The first generation: compiles rules that were loaded without an error. */
  public static RuleGeneration of(
      LoadResult loaded, Iterable<String> sources, List<Enricher> enrichers, MatchOptions options) {
    return of(loaded, sources, enrichers, options, new RuleCounts(loaded.rules()));
  }

  /** Compiles rules that were loaded without an error. The counts of existing rules continue. */
  public RuleGeneration next(LoadResult loaded, Iterable<String> sources, List<Enricher> enrichers, MatchOptions options) {
    return of(loaded, sources, enrichers, options, counts.forNextRules(loaded.rules()));
  }

  /** Whether there are rules for the events of a source. */
  public boolean hasRulesOf(String source) {
    return loaded.rules().stream().anyMatch(rule -> rule.readsSource(source));
  }

  /** Whether some rules are trees that can become generated classes. */
  public boolean hasTrees() {
    return bySource.values().stream().anyMatch(SourceRules::isTree);
  }

  /** The same rules as generated classes, whose counts continue. */
  public RuleGeneration generated() {
    Map<String, SourceRules> classes = new HashMap<>();
    bySource.forEach((source, rules) -> classes.put(source, rules.generated()));
    EventDemand derived = demand == EventDemand.LATER ? demand(FollowedEvents.andRules(loaded), traced) : demand;
    return new RuleGeneration(loaded, classes, joining, traced, derived, enrichers, counts);
  }

  /** The same rules with other enrichers; nothing is compiled. */
  public RuleGeneration with(List<Enricher> enrichers) {
    return new RuleGeneration(loaded, bySource, joining, traced, demand, enrichers, counts);
  }

  private static RuleGeneration of(
      LoadResult loaded,
      Iterable<String> sources,
      List<Enricher> enrichers,
      MatchOptions options,
      RuleCounts counts) {
    List<LoadedRule> rules = loaded.rules();
    long remembering =
        rules.stream().filter(rule -> rule.enabled() && rule.statefulCondition() != null).map(LoadedRule::sources).distinct()
            .count();
    MatchOptions fitting = options.within(Runtime.getRuntime().maxMemory(), remembering);
    Map<String, SourceRules> bySource = new HashMap<>();
    for (String source : sources) {
      bySource.put(source, SourceRules.compile(source, loaded, counts, fitting));
    }
    List<LoadedRule> followed = FollowedEvents.of(loaded, "syscall");
    SortedSet<String> needed = RuleEventNames.of(rules, followed, options.base().all());
    TracedSyscalls traced = TracedSyscalls.of(needed, options.base(), MessageNeeds.in(rules));
    MultiSourceRules joining = MultiSourceRules.compile(loaded, counts, fitting);
    return new RuleGeneration(loaded, bySource, joining, traced, demand(loaded, traced, options), enrichers, counts);
  }

  private static EventDemand demand(LoadResult loaded, TracedSyscalls traced, MatchOptions options) {
    if (!options.pushdown()) {
      return EventDemand.OFF;
    }
    return options.generated() ? demand(FollowedEvents.andRules(loaded), traced) : EventDemand.LATER;
  }

  private static EventDemand demand(List<LoadedRule> rules, TracedSyscalls traced) {
    return EventDemand.of(rules, traced.request(Map.of()).eventCodes()::contains);
  }
}
