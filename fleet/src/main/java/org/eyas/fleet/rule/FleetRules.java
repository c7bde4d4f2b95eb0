package org.eyas.fleet.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.memory.Step;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.fleet.alert.AlertEvent;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the fleet of some rule files, compiled together: the steps of an alert are found by the index of the rule language.
 * Rules for hosts in the same files are ignored. For one thread.
 */
public final class FleetRules {
  /** Receives the steps of rules that an alert matches. */
  public interface Matches {
    /** @param steps a bit for each step, the lowest for the first */
    void matches(FleetRule rule, int steps);
  }

  private final List<FleetRule> byKey = new ArrayList<>();
  private final List<Integer> firstKeys = new ArrayList<>();
  private final Map<String, FleetRule> byId = new HashMap<>();
  private final RuleIndex index;
  private final Hits hits = new Hits();
  private final Frame frame;

  private FleetRules(List<LoadedRule> loaded) {
    List<RuleIndex.Rule> steps = new ArrayList<>();
    for (LoadedRule rule : loaded) {
      if (rule.enabled() && rule.memory() != null) {
        add(new FleetRule(rule), steps);
      }
    }
    index = RuleIndex.of(steps);
    frame = index.newFrame(new AlertEvent());
  }

  private void add(FleetRule rule, List<RuleIndex.Rule> steps) {
    int first = steps.size();
    byId.put(rule.id(), rule);
    for (Step step : rule.memory().steps()) {
      steps.add(RuleIndex.Rule.ofPlugin(steps.size(), step.condition()));
      byKey.add(rule);
      firstKeys.add(first);
    }
  }

  /** No rules. */
  public static FleetRules none() {
    return new FleetRules(List.of());
  }

  /**
   * Loads rule files.
   *
   * @param files the contents by the names of the files; they are loaded in the order of their names
   */
  public static FleetRules load(SortedMap<String, String> files) throws RefusedRulesException {
    try {
      return new FleetRules(RuleFileLoader.load(files));
    } catch (RuntimeException | StackOverflowError e) { // a rule file must not end the job, whatever it contains
      throw new RefusedRulesException("the rules cannot be compiled: " + e);
    }
  }

  /** The rules, in no order. */
  public Iterable<FleetRule> all() {
    return byId.values();
  }

  /** A rule by its id; null if there is none. */
  public @Nullable FleetRule rule(String id) {
    return byId.get(id);
  }

  /** Finds the rules that have a step which an alert matches. */
  public void match(AlertEvent alert, Matches then) {
    hits.clear();
    frame.begin(alert);
    index.rules(alert.type().code()).match(frame, hits);
    int at = 0;
    while (at < hits.size()) {
      FleetRule rule = byKey.get(hits.key(at));
      int steps = 0;
      while (at < hits.size() && byKey.get(hits.key(at)) == rule) {
        steps |= 1 << hits.key(at) - firstKeys.get(hits.key(at));
        at++;
      }
      then.matches(rule, steps);
    }
  }
}
