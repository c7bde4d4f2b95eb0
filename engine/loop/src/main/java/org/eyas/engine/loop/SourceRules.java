package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.EventRules;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.RuleMatcherFactory;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.generated.GeneratedMatchers;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.pushdown.FollowedEvents;
import org.eyas.engine.repeat.RepeatedAlerts;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.stateful.StatefulRule;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.statistics.LoopFaultLog;
import org.eyas.engine.statistics.RuleCounts;
import org.eyas.engine.statistics.RuleTimeSampler;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of one event source. Used by one loop's thread, because conditions and writers share temporary
 * buffers.
 *
 * <p>A rule's key is its index in the order of definition over all sources.
 */
public final class SourceRules {
  private static final String SYSCALL = "syscall";
  private static final MatchOptions NOTHING = new MatchOptions(false, "evt.time").with(HoldOptions.NONE);

  /** The parts that trees and generated classes of the same rules share. */
  private record Base(LoadResult loaded, List<RuleIndex.Rule> enabled, RuleMatchHandler matches, StatefulRules memories,
      EventFollower follower) {}

  private final Base base;
  private final boolean generated;
  private final RuleIndex index;
  private final List<LoadedRule> rules;
  private final RuleMatchHandler matches;
  private final StatefulRules memories;
  private final MatchedRules hits = new MatchedRules();

  private SourceRules(Base base, boolean generated, RuleIndex index) {
    this.base = base;
    this.generated = generated;
    this.index = index;
    rules = base.loaded().rules();
    matches = base.matches();
    memories = base.memories();
  }

  private static SourceRules of(Base base, boolean generated) {
    return new SourceRules(
        base, generated, RuleIndex.of(base.enabled(), generated ? GeneratedMatchers::of : RuleMatcherFactory.TREE));
  }

  /**
   * Compiles the enabled rules of a source.
   *
   * @param loaded all rules of all sources, in the order of definition
   * @param options how alerts are made
   */
  static SourceRules compile(String source, LoadResult loaded, RuleCounts counts, MatchOptions options) {
    List<LoadedRule> rules = loaded.rules();
    List<RuleIndex.Rule> enabled = new ArrayList<>();
    List<StatefulRule> remembering = new ArrayList<>();
    List<StatefulRule> joining = new ArrayList<>();
    AlertWriter[] writers = new AlertWriter[rules.size()];
    FieldPrinters printers = new FieldPrinters(loaded.falcoVersion());
    for (int key = 0; key < writers.length; key++) {
      LoadedRule rule = rules.get(key);
      StatefulCondition memory = rule.statefulCondition();
      if (memory != null && memory.isOfSeveralSources() && rule.readsSource(source)) {
        joining.add(new StatefulRule(key, rule.name(), memory)); // its steps; the rest is compiled apart
      } else if (rule.readsSource(source)) {
        if (memory == null) {
          enabled.add(indexed(source, key, rule.condition()));
        } else {
          remembering.add(new StatefulRule(key, rule.name(), memory));
        }
        // Fields of steps have the same names in different rules, so such a rule does not share its printers.
        FieldPrinters own = memory == null ? printers : new FieldPrinters(loaded.falcoVersion());
        writers[key] = new AlertWriter(rule.alert(), own, options.timeField());
      }
    }
    StatefulRules memories = new StatefulRules(writers.length, remembering, options.memoryBytes(), source, joining);
    enabled.addAll(memories.steps(source, (key, condition) -> indexed(source, key, condition)));
    RuleMatchHandler matches = new RuleMatchHandler(loaded, memories, writers, counts,
        new RepeatedAlerts(rules, rule -> rule.readsSource(source)), options);
    EventFollower follower = EventFollower.of(FollowedEvents.of(loaded, source), (key, rule) -> indexed(source, key, rule));
    return of(new Base(loaded, enabled, matches, memories, follower), options.generated());
  }

  private static RuleIndex.Rule indexed(String source, int key, CheckedCondition condition) {
    return source.equals(SYSCALL) ? RuleIndex.Rule.ofSyscalls(key, condition) : RuleIndex.Rule.ofPlugin(key, condition);
  }

  /** Rules without any rule, in which a watcher sees every event as rules would. The watcher must not throw. */
  static SourceRules watching(LoadResult loaded, Consumer<Event> watcher) {
    RuleMatchHandler matches =
        new RuleMatchHandler(loaded, StatefulRules.none(), new AlertWriter[0], new RuleCounts(List.of()),
            new RepeatedAlerts(List.of(), _ -> false), NOTHING);
    Base none = new Base(loaded, List.of(), matches, StatefulRules.none(), EventFollower.NONE);
    return new SourceRules(none, false, RuleIndex.watching(watcher));
  }

  /** Whether some rules can become generated classes. */
  boolean isTree() {
    return !generated && !base.enabled().isEmpty();
  }

  /** The same rules as generated classes, with the same counts; for the same loop's thread. */
  SourceRules generated() {
    return isTree() ? of(base, true) : this;
  }

  /** Whether the other object has the same rules and continues with the same alerts, as trees or as classes. */
  boolean continues(@Nullable SourceRules other) {
    return other != null && other.matches == matches;
  }

  /** The events that the rules remember. */
  StatefulRules memories() {
    return memories;
  }

  /** The alerts that repeat earlier ones. */
  RepeatedAlerts repeats() {
    return matches.repeats();
  }

  /** A frame for events of this source. */
  EvaluationFrame newFrame(Event first) {
    return index.newFrame(first);
  }

  /** The number of rules that can match an event with this code. */
  public int candidates(int code) {
    return index.rules(code).size();
  }

  /** Evaluates the rules on an event and passes the alerts on. */
  void match(LoopEvent event, EvaluationFrame frame, MatchContext context) throws InterruptedException {
    base.follower().follow(event, context.faults());
    EventRules candidates = index.rules(event.type().code());
    if (candidates.isEmpty()) {
      return;
    }
    RuleTimeSampler times = context.times();
    if (!event.isOfKnownProcess()) {
      context.tally().countUnknownProcess(event.type().code());
    }
    boolean timed = times.isDue();
    long start = timed ? System.nanoTime() : 0;
    find(candidates, event, frame, context.faults());
    if (hits.size() > 0) {
      context.matched().accept(event);
    }
    if (timed) {
      times.add(event.type().code(), System.nanoTime() - start);
    }
    if (frame.sawPending() && matches.holdsConditions()) {
      matches.fireDecided(candidates, hits, frame.pending(), event, context);
    } else {
      if (frame.sawPending()) {
        context.tally().countUndecided(event.type().code());
      }
      if (hits.size() > 0) {
        matches.fireMatches(hits, event, context);
      }
    }
    if (hits.size() > 0) {
      matches.updateStatefulRules(hits, event, context);
    }
    if (timed) {
      time(candidates, event, frame, times); // begins the frame again
    }
  }

  /** Whether {@link #elapse} has something to do at a time. */
  boolean isDue(long nowNanos) {
    return memories.isDue(nowNanos) || matches.repeats().isDue(nowNanos);
  }

  /** Advances the time: fires the rules that waited for an event that did not happen. */
  void elapse(long nowNanos, MatchContext context) throws InterruptedException {
    matches.elapse(nowNanos, context);
  }

  /**
   * Warms up the rules: evaluates them on an event and ignores the results. Exceptions are ignored too, because they
   * come again when the rules are in use.
   */
  void warmUp(Event event, EvaluationFrame frame) {
    hits.clear();
    frame.begin(event);
    try {
      index.rules(event.type().code()).match(frame, hits);
    } catch (RuntimeException e) {
      hits.clear();
    }
  }

  // The shared results of the frame are evaluated again. Only a few rules are timed, so that thousands of rules do not slow the
  // loop.
  private void time(EventRules candidates, Event event, EvaluationFrame frame, RuleTimeSampler times) {
    if (base.enabled().isEmpty()) {
      return; // a watcher sees each event once
    }
    int all = candidates.size();
    int some = Math.min(all, RuleTimeSampler.RULES_AT_ONCE);
    double standsFor = (double) all / some;
    frame.begin(event);
    candidates.time(
        frame, times.place(all), some, (key, nanos) -> times.add(name(key), nanos, standsFor));
  }

  /** Finds the rules that match. Pending values count as absent, and the frame notes them. */
  private void find(EventRules candidates, Event event, EvaluationFrame frame, LoopFaultLog faults) {
    hits.clear();
    frame.begin(event);
    try {
      candidates.match(frame, hits);
    } catch (RuntimeException e) {
      // An exception in one rule must not hide the others: they are evaluated one by one.
      hits.clear();
      frame.begin(event);
      candidates.matchEach(frame, hits, (key, fault) -> faults.add("rule '" + name(key) + "'", fault));
    }
  }

  /** The name of the rule to which a key of the index belongs. */
  private String name(int key) {
    return rules.get(memories.rule(key)).name();
  }
}
