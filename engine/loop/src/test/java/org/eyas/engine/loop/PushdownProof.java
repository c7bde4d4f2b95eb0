package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.demand.EntryExitComparison;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.pushdown.RulePushdown;
import org.jspecify.annotations.Nullable;

/** A set of rules that is evaluated for each event, and its pushdown: every event that a rule matches must pass. */
final class PushdownProof {
  private final SequencedMap<String, CheckedCondition> rules;
  private final RuleIndex index;
  private final PushdownMistake mistake;
  private final PushdownMatcher pushdown;
  private final EntryExitComparison entries = new EntryExitComparison();
  private final MatchedRules hits = new MatchedRules();
  private @Nullable EvaluationFrame frame;
  private long events;
  private long rejected;
  private long matches;
  private final List<String> lost = new ArrayList<>();

  /**
   * @param derivedFrom the rules again; those of which the pushdown is made
   * @param mistake makes the pushdown wrong, to prove that this is noticed
   */
  PushdownProof(SequencedMap<String, CheckedCondition> rules, SequencedMap<String, CheckedCondition> derivedFrom,
      PushdownMistake mistake) {
    this.mistake = mistake;
    this.rules = new LinkedHashMap<>(rules);
    List<RuleIndex.Rule> compiled = new ArrayList<>();
    rules.values().forEach(rule -> compiled.add(RuleIndex.Rule.ofSyscalls(compiled.size(), rule)));
    index = RuleIndex.of(compiled);
    RulePushdown derived = RulePushdown.of(derivedFrom);
    pushdown = new PushdownMatcher(code -> mistake.changed(derived.condition(code)));
  }

  void see(Event event) {
    EvaluationFrame own = frame;
    if (own == null) {
      own = index.newFrame(event);
      frame = own;
    }
    own.begin(event);
    hits.clear();
    index.rules(event.type().code()).match(own, hits);
    boolean passes = pushdown.passes(mistake.seen(event)) || entries.differs(event);
    events++;
    matches += hits.size();
    rejected += passes ? 0 : 1;
    if (!passes && hits.size() > 0) {
      lost.add(event.type() + " " + event.number(0) + " " + event.bytes(1) + " " + event.bytes(2) + " of " + rules.keySet());
    }
  }

  /** Matches for events that do not pass. */
  List<String> lost() {
    return lost;
  }

  long events() {
    return events;
  }

  long rejected() {
    return rejected;
  }

  long matches() {
    return matches;
  }
}
