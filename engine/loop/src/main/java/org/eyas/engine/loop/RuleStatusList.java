package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.RuleSetView.RuleView;
import org.eyas.api.rule.RuleSetView.State;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.ParkedRule;
import org.eyas.engine.statistics.RuleTimeSampler.RuleTime;

/** Lists the rules of a generation with their status, for an administrator. */
public final class RuleStatusList {
  private final RuleGeneration generation;
  private final Map<String, RuleTime> times = new HashMap<>();
  private final Map<String, Integer> documents = new HashMap<>();
  private final List<RuleStatus> states = new ArrayList<>();

  private RuleStatusList(RuleGeneration generation) {
    this.generation = generation;
  }

  /**
   * Running, disabled and parked rules, in the order of their definition.
   *
   * @param times of all loops
   */
  public static List<RuleStatus> of(RuleGeneration generation, List<RuleTime> times) {
    RuleStatusList all = new RuleStatusList(generation);
    times.forEach(time -> all.times.merge(time.rule(), time, RuleTime::plus));
    generation.loaded().report().results().forEach(result -> all.documents.putIfAbsent(result.document(), all.documents.size()));
    generation.loaded().rules().forEach(all::add);
    generation.loaded().parked().forEach(all::add);
    all.states.sort(Comparator.comparingInt(all::document).thenComparingInt(RuleStatus::line));
    return List.copyOf(all.states);
  }

  private int document(RuleStatus status) {
    return documents.getOrDefault(status.document(), Integer.MAX_VALUE);
  }

  private void add(LoadedRule rule) {
    RuleView view =
        new RuleView(
            rule.name(),
            rule.written().description(),
            rule.source(),
            rule.alert().priority(),
            List.copyOf(rule.alert().tags()),
            rule.enabled() ? State.ENABLED : State.DISABLED,
            rule.disabledBy());
    add(view, rule.written().place());
  }

  private void add(ParkedRule rule) {
    RuleView view =
        new RuleView(
            rule.name(),
            rule.description(),
            rule.source(),
            rule.priority(),
            List.copyOf(rule.tags()),
            State.PARKED,
            rule.reason());
    add(view, rule.place());
  }

  private void add(RuleView view, Location place) {
    long hits = generation.counts().hits(view.name());
    RuleTime time = times.getOrDefault(view.name(), new RuleTime(view.name(), 0, 0));
    states.add(new RuleStatus(view, place.document(), place.line() + 1, hits, time.tested(), time.nanos()));
  }
}
