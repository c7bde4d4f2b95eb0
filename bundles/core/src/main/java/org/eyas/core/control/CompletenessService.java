package org.eyas.core.control;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.control.SeenMinute;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceObservers;
import org.eyas.engine.completeness.SourceMinute;
import org.eyas.engine.demand.RuleEventTypes;
import org.eyas.engine.rules.LoadedRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Derives from the counts of event types how many events each rule saw and did not see. */
@Component
public final class CompletenessService implements Completeness {
  /** The time after which the minute of an event is over, and the loop has counted it. */
  private static final Duration UNTIL_OVER = Duration.ofSeconds(65);

  private final RunningRules rules;
  private final RunningSourceRegistry sources;
  private final SourceObservers observers;

  @Activate
  public CompletenessService(
      @Reference RunningRules rules, @Reference RunningSourceRegistry sources, @Reference SourceObservers observers) {
    this.rules = rules;
    this.sources = sources;
    this.observers = observers;
  }

  /** A source and types of events. Rules with the same types saw the same events; those that remember events can have forgotten some. */
  private record Seen(String source, BitSet codes, boolean remembers) {
    static Seen by(LoadedRule rule) {
      return new Seen(rule.source(), RuleEventTypes.of(rule), rule.statefulCondition() != null);
    }
  }

  @Override
  public List<String> names() {
    return enabled().stream().map(LoadedRule::name).toList();
  }

  @Override
  public List<RuleCompleteness> rules(Instant from, Instant to) {
    sources.read(); // the current minute
    Map<Seen, SeenEvents> totals = new HashMap<>();
    return enabled().stream()
        .map(rule -> {
          SeenEvents total = totals.computeIfAbsent(Seen.by(rule), key -> total(minutes(key, from, to), key.codes()));
          return new RuleCompleteness(rule.name(), rule.source(), total, List.of());
        })
        .toList();
  }

  @Override
  public Optional<RuleCompleteness> rule(String name, Instant from, Instant to) {
    return find(name).map(rule -> {
      sources.read();
      Seen events = Seen.by(rule);
      List<SourceMinute> counted = minutes(events, from, to);
      List<SeenMinute> minutes = counted.stream().map(minute -> seen(minute, events.codes())).toList();
      return new RuleCompleteness(rule.name(), rule.source(), total(counted, events.codes()), minutes);
    });
  }

  @Override
  public Optional<SeenMinute> minute(String name, Instant time) {
    return find(name).flatMap(rule -> {
      if (Instant.now().isBefore(time.plus(UNTIL_OVER))) {
        sources.read();
      }
      return minutes(Seen.by(rule), time, Instant.MAX).stream()
          .filter(minute -> !minute.begin().isAfter(time))
          .findFirst()
          .map(minute -> seen(minute, RuleEventTypes.of(rule)));
    });
  }

  private List<LoadedRule> enabled() {
    return rules.generation()
        .map(now -> now.loaded().rules().stream().filter(LoadedRule::enabled).toList())
        .orElse(List.of());
  }

  private Optional<LoadedRule> find(String name) {
    return enabled().stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  private List<SourceMinute> minutes(Seen events, Instant from, Instant to) {
    return observers.minutes(events.source()).since(from, events.remembers()).stream()
        .filter(minute -> minute.begin().isBefore(to)).toList();
  }

  private static SeenEvents total(List<SourceMinute> minutes, BitSet codes) {
    return minutes.stream().map(minute -> minute.of(codes)).reduce(SeenEvents.NONE, SeenEvents::plus);
  }

  private SeenMinute seen(SourceMinute minute, BitSet codes) {
    return new SeenMinute(minute.begin(), minute.begin().isBefore(rules.published()), minute.of(codes));
  }
}
