package org.eyas.engine.pushdown;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.plan.EventTypeSpecializer;
import org.eyas.engine.compile.plan.TypeIndependentConditions;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;

/**
 * The raw conditions that rules have in common, by event type: an event that does not satisfy the condition of its type
 * matches no rule, in any state. So a source need not deliver the event for the rules. Immutable; derived once per set
 * of rules.
 *
 * <p>The conditions do not cover the state: an open that no rule matches still opens a descriptor, which a later read
 * may name.
 */
public final class RulePushdown {
  /** One rule, with its condition for events of one type. */
  private record Candidate(String name, TypedCondition condition) {}

  private final SortedMap<Integer, EventTypePushdown> byCode = new TreeMap<>();
  private final ThreadClassSet classes;

  private RulePushdown(SortedMap<Integer, List<Candidate>> candidates, IntPredicate steady, ThreadClassSet classes) {
    this.classes = classes;
    candidates.forEach((code, each) -> byCode.put(code, derive(EventSchema.current().type(code), each,
        steady.test(code) ? classes::of : RawConditionDeriver.ThreadConditionDeriver.UNDECIDED)));
  }

  /** The pushdown of those of the rules that are enabled and read system calls, by parameters alone. */
  public static RulePushdown of(Collection<LoadedRule> loaded) {
    return of(loaded, code -> true, code -> false);
  }

  /**
   * The pushdown of rules for some event types only, also by classes of threads.
   *
   * @param codes whether a type is of interest
   * @param steady whether events of a type leave threads as they are; other events are judged by the classes that the
   *     thread has afterwards, which a source cannot know
   */
  public static RulePushdown of(Collection<LoadedRule> loaded, IntPredicate codes, IntPredicate steady) {
    SequencedMap<String, CheckedCondition> conditions = new LinkedHashMap<>();
    for (LoadedRule rule : loaded) {
      if (rule.readsSource("syscall")) {
        conditions.put(rule.name(), rule.condition("syscall"));
      }
    }
    return of(conditions, codes, steady);
  }

  /** The pushdown of conditions on system calls, by the names of their rules, by parameters alone. */
  public static RulePushdown of(SequencedMap<String, CheckedCondition> conditions) {
    return of(conditions, code -> false);
  }

  /**
   * The pushdown of conditions on system calls, also by classes of threads, for types whose events leave threads as
   * they are.
   */
  public static RulePushdown of(SequencedMap<String, CheckedCondition> conditions, IntPredicate steady) {
    return of(conditions, code -> true, steady);
  }

  private static RulePushdown of(SequencedMap<String, CheckedCondition> conditions, IntPredicate codes, IntPredicate steady) {
    Map<String, RuleIndex.Rule> rules = new LinkedHashMap<>();
    conditions.forEach((name, condition) -> rules.put(name, RuleIndex.Rule.ofSyscalls(rules.size(), condition)));
    SortedMap<Integer, List<Candidate>> byCode = new TreeMap<>();
    TypeIndependentConditions typeFree = new TypeIndependentConditions();
    for (int code = 0; code < EventSchema.current().size(); code++) {
      if (codes.test(code)) {
        byCode.put(code, candidates(rules, code, new EventTypeSpecializer(EventSchema.current().type(code), typeFree)));
      }
    }
    byCode.values().removeIf(List::isEmpty);
    return new RulePushdown(byCode, steady, classes(byCode, steady));
  }

  /** The classes that are worth their bit; there are no bits for more. */
  private static ThreadClassSet classes(SortedMap<Integer, List<Candidate>> byCode, IntPredicate steady) {
    ThreadClassSet.ClassCandidates classes = new ThreadClassSet.ClassCandidates();
    byCode.forEach((code, candidates) -> {
      if (steady.test(code)) {
        EventType type = EventSchema.current().type(code);
        classes.derived(type, derive(type, candidates, classes::of).condition());
      }
    });
    return classes.chosen();
  }

  private static List<Candidate> candidates(Map<String, RuleIndex.Rule> rules, int code, EventTypeSpecializer specializer) {
    List<Candidate> candidates = new ArrayList<>();
    rules.forEach((name, rule) -> {
      if (rule.eventCodes().get(code)) {
        InterruptCheck.throwIfInterrupted();
        TypedCondition special = specializer.specialize(rule.condition());
        if (!special.equals(TypedCondition.Always.FALSE)) {
          candidates.add(new Candidate(name, special));
        }
      }
    });
    return candidates;
  }

  private static EventTypePushdown derive(EventType type, List<Candidate> candidates,
      RawConditionDeriver.ThreadConditionDeriver threads) {
    RawConditionDeriver derivation = new RawConditionDeriver(type, threads);
    List<RawCondition> conditions = new ArrayList<>();
    List<WholeTypeRule> whole = new ArrayList<>();
    for (Candidate candidate : candidates) {
      RawCondition condition = derivation.derive(candidate.condition(), true);
      conditions.add(condition);
      if (condition.equals(RawCondition.Always.TRUE)) {
        whole.add(new WholeTypeRule(candidate.name(), derivation.undecided(candidate.condition())));
      }
    }
    return new EventTypePushdown(type, candidates.size(), RawConditions.anyOf(conditions), whole);
  }

  /** The event types with events that can match a rule, by their codes. */
  public Map<Integer, EventTypePushdown> types() {
    return Collections.unmodifiableSortedMap(byCode);
  }

  /** The condition of the events with this code; always false if they match no rule. */
  public RawCondition condition(int code) {
    EventTypePushdown type = byCode.get(code);
    return type == null ? RawCondition.Always.FALSE : type.condition();
  }

  /** The classes of threads to which conditions refer. */
  public ThreadClassSet classes() {
    return classes;
  }

  /** The conditions, ready to run. */
  public PushdownMatcher matcher() {
    return new PushdownMatcher(this::condition, new ThreadClassMatcher(classes));
  }
}
