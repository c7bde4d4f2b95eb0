package org.eyas.fleet.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.alert.AuditAlertConverter;
import org.eyas.fleet.alert.BadAlertException;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the fleet of several rule files, compiled together. The index of the rule language finds the steps that
 * an alert or audit event matches. Rules for hosts in the same files are ignored. For one thread.
 */
public final class FleetRules {
  /** Receives the steps of rules that an alert or an audit event matches. */
  public interface Matches {
    /** @param steps a bit for each step, the lowest for the first */
    void matches(AlertEvent event, FleetRule rule, int steps);
  }

  private final List<FleetRule> byKey = new ArrayList<>();
  private final List<Integer> firstKeys = new ArrayList<>();
  private final Map<String, FleetRule> byId = new HashMap<>();
  private final Index alerts;
  private final Index audit;
  private final AuditAlertConverter auditForm;
  private final AlertEvent auditEvent = new AlertEvent();
  private final MatchedRules hits = new MatchedRules();

  /** The steps for events of one kind. */
  private record Index(RuleIndex rules, EvaluationFrame frame) {
    static Index of(List<RuleIndex.Rule> steps) {
      RuleIndex rules = RuleIndex.of(steps);
      return new Index(rules, rules.newFrame(new AlertEvent()));
    }
  }

  private FleetRules(List<LoadedRule> loaded) {
    List<RuleIndex.Rule> ofAlerts = new ArrayList<>();
    List<RuleIndex.Rule> ofAudit = new ArrayList<>();
    Set<String> readOfAudit = new TreeSet<>();
    for (LoadedRule each : loaded) {
      if (each.enabled() && each.statefulCondition() != null) {
        FleetRule rule = new FleetRule(each);
        add(rule, ofAlerts, ofAudit);
        readOfAudit.addAll(rule.readsAudit() ? rule.read() : Set.of());
      }
    }
    alerts = Index.of(ofAlerts);
    audit = Index.of(ofAudit);
    auditForm = new AuditAlertConverter(readOfAudit);
  }

  private void add(FleetRule rule, List<RuleIndex.Rule> ofAlerts, List<RuleIndex.Rule> ofAudit) {
    int first = byKey.size();
    byId.put(rule.id(), rule);
    for (ConditionStep step : rule.memory().steps()) {
      (FleetRule.isAudit(step) ? ofAudit : ofAlerts).add(RuleIndex.Rule.ofPlugin(byKey.size(), step.condition()));
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
    match(alerts, alert, then);
  }

  /**
   * Finds the rules that have a step which an audit event matches.
   *
   * @param place the place of the record
   */
  public void matchAudit(byte[] json, String place, long nanos, Matches then) throws BadAlertException {
    match(audit, auditForm.read(json, place, nanos, auditEvent), then);
  }

  private void match(Index index, AlertEvent event, Matches then) {
    hits.clear();
    index.frame().begin(event);
    index.rules().rules(event.type().code()).match(index.frame(), hits);
    int at = 0;
    while (at < hits.size()) {
      FleetRule rule = byKey.get(hits.key(at));
      int steps = 0;
      while (at < hits.size() && byKey.get(hits.key(at)) == rule) {
        steps |= 1 << hits.key(at) - firstKeys.get(hits.key(at));
        at++;
      }
      then.matches(event, rule, steps);
    }
  }
}
