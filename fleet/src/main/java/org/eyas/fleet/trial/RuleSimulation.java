package org.eyas.fleet.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eyas.api.alert.Alert;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.alert.AuditRecordReader;
import org.eyas.fleet.alert.FleetAlertJson;
import org.eyas.fleet.group.GroupKeys;
import org.eyas.fleet.group.GroupState;
import org.eyas.fleet.group.RuleGroup;
import org.eyas.fleet.rule.FleetRule;
import org.eyas.fleet.rule.FleetRules;

/**
 * Evaluates rules as the job does, in one thread and without Flink. The alerts come in the order of their times. For
 * tests of rules: all groups stay in memory.
 */
public final class RuleSimulation {
  /** An alert of the fleet. */
  public record Fired(String rule, String message, String json) {}

  private final FleetRules rules;
  private final Map<String, byte[]> groups = new HashMap<>();
  private final Map<String, Set<String>> values = new HashMap<>();
  private final Map<String, RuleGroup> evaluators = new HashMap<>();
  private final List<Fired> fired = new ArrayList<>();
  private final AlertEvent alert = new AlertEvent();
  private String current = "";
  private GroupState loaded = new GroupState();
  private long begin = Long.MIN_VALUE;

  public RuleSimulation(FleetRules rules) {
    this.rules = rules;
  }

  /** Evaluates the next alert of a host. Throws if the JSON is not an alert. */
  public void accept(byte[] json, String place) throws Exception {
    alert.read(json, place);
    begin(alert.timestampNanos());
    List<Match> matches = new ArrayList<>();
    rules.match(alert, (event, rule, steps) -> matches.add(new Match(event, rule, steps)));
    accept(matches);
  }

  /** Evaluates the next record with audit events of Kubernetes. Throws if it has no audit events. */
  public void acceptAudit(byte[] json, String place) throws Exception {
    for (AuditRecordReader.AuditEventJson item : new AuditRecordReader().read(json)) {
      if (!item.fault().isEmpty()) {
        throw new IllegalArgumentException(place + ": " + item.fault());
      }
      begin(item.nanos());
      List<Match> matches = new ArrayList<>();
      rules.matchAudit(item.json(), place, item.nanos(), (event, rule, steps) -> matches.add(new Match(event, rule, steps)));
      accept(matches);
    }
  }

  private record Match(AlertEvent event, FleetRule rule, int steps) {}

  private void begin(long nanos) throws Exception {
    begin = begin == Long.MIN_VALUE ? nanos : begin;
    elapse(nanos - 1);
  }

  private void accept(List<Match> matches) throws Exception {
    for (Match match : matches) {
      for (Map.Entry<String, Integer> group : GroupKeys.of(match.rule(), match.steps(), match.event()).entrySet()) {
        accept(match.rule(), match.event(), group.getKey(), group.getValue());
      }
    }
  }

  private void accept(FleetRule rule, AlertEvent event, String key, int steps) throws Exception {
    AlertEvent excerpt = new AlertEvent().reread(rule.excerpt().of(event), event.id(), event.timestampNanos());
    RuleGroup group = load(rule, key);
    group.addMatch(steps, excerpt, this::add);
    store(group, key);
  }

  private RuleGroup load(FleetRule rule, String key) {
    current = key;
    RuleGroup group = evaluators.computeIfAbsent(rule.id(), id -> RuleGroup.of(rule, this::isNew, begin));
    byte[] known = groups.get(key);
    loaded = GroupState.read(known);
    group.load(loaded);
    return group;
  }

  private boolean isNew(String value) {
    return values.computeIfAbsent(current, key -> new HashSet<>()).add(value);
  }

  private void add(Alert raised, List<String> evidence) {
    fired.add(new Fired(raised.rule(), raised.message(), FleetAlertJson.json(raised, evidence, "fleet")));
  }

  private void store(RuleGroup group, String key) {
    group.store(loaded);
    groups.put(key, loaded.bytes());
  }

  /** Advances the time without alerts, to a time in nanoseconds since the epoch. */
  public void elapse(long nanos) throws Exception {
    for (String key : List.copyOf(groups.keySet())) {
      FleetRule rule = Objects.requireNonNull(rules.rule(GroupKeys.rule(key)));
      RuleGroup group = load(rule, key);
      group.elapse(nanos, this::add);
      store(group, key);
    }
  }

  /** The alerts of the fleet so far. */
  public List<Fired> fired() {
    return List.copyOf(fired);
  }
}
