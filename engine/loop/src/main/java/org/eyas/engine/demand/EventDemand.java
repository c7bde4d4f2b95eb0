package org.eyas.engine.demand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.ThreadClasses;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.pushdown.OpenFileNeed;
import org.eyas.engine.pushdown.OpenFileNeeds;
import org.eyas.engine.pushdown.OrderDependence;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.pushdown.RawConditions;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.pushdown.ThreadClassMatcher;
import org.eyas.engine.pushdown.ThreadClassSet;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.jspecify.annotations.Nullable;

/**
 * The events of system calls that the rules and the state need, as far as the parameters of an event decide that. A
 * live source may leave out all other events. Immutable. The thread {@code assemble} derives this once for each
 * generation of rules.
 *
 * @param conditions by event type, the condition under which an event is needed; all events of other types are needed
 * @param withoutFiles the same conditions for tables that contain only the opened files that rules need
 * @param known the facts about the classes of threads to which conditions refer; a source must know them
 * @param classes the classes of threads to which conditions refer
 * @param rules decides whether the rules alone need an event; for the thread of one loop. Null if all events are needed
 * @param reason the reason why all events are needed, as text for people; empty if some events are not needed
 * @param files for each rule that needs opened files, the reason why the tables must contain them; empty if no rule
 *     needs any
 */
public record EventDemand(
    Map<EventType, RawCondition> conditions, Map<EventType, RawCondition> withoutFiles, ThreadClasses known,
    ThreadClassSet classes,
    @Nullable PushdownMatcher rules, String reason, List<OpenFileNeed> files) {
  /** The user has switched the pushdown off. */
  public static final EventDemand OFF = all("eyas.pushdown.enabled is false");

  /**
   * The derivation follows later: rules that have just been loaded run as trees for a moment, and the start does not
   * wait for the derivation.
   */
  public static final EventDemand LATER = all("the rules are still trees");

  private static final EventType SWITCH = EventSchema.current().type("SCHEDSWITCH_6_E");

  public EventDemand {
    conditions = Map.copyOf(conditions);
    withoutFiles = Map.copyOf(withoutFiles);
    files = List.copyOf(files);
  }

  private static EventDemand all(String reason) {
    return new EventDemand(Map.of(), Map.of(), ThreadClasses.NONE, ThreadClassSet.NONE, null, reason,
        List.of(new OpenFileNeed(KeptFiles.ALL, reason)));
  }

  /** Derives the events that these rules and the state need. */
  public static EventDemand of(List<LoadedRule> rules) {
    return of(rules, traced(rules));
  }

  /**
   * Derives the events of some types that these rules and the state need.
   *
   * @param traced whether a source delivers events with a code
   */
  public static EventDemand of(List<LoadedRule> rules, IntPredicate traced) {
    boolean switches = traced.test(SWITCH.code());
    Optional<String> reason = rules.stream()
        .filter(rule -> rule.readsSource("syscall"))
        .flatMap(rule -> ofOrder(rule, switches).stream())
        .findFirst();
    if (reason.isPresent()) {
      return all(reason.get());
    }
    EventSchema schema = EventSchema.current();
    IntPredicate judged = code -> isJudged(schema.type(code)) && traced.test(code);
    StateEngine state = newState(schema);
    // A class would be wasted on a type of which all events are needed anyway.
    RulePushdown pushdown = RulePushdown.of(rules, judged,
        code -> !state.changesThreads(code) && !state.needs(code, KeptFiles.NONE).equals(RawCondition.Always.TRUE));
    List<OpenFileNeed> files = OpenFileNeeds.of(rules, traced);
    Map<EventType, RawCondition> conditions = conditions(pushdown, judged, code -> state.needs(code, KeptFiles.ALL));
    KeptFiles kept = kept(files);
    Map<EventType, RawCondition> withoutFiles =
        kept == KeptFiles.ALL ? conditions : conditions(pushdown, judged, code -> state.needs(code, kept));
    ThreadClasses known = new ThreadClasses(pushdown.classes().size(), pushdown.classes().ofAncestors(), changing(state));
    return new EventDemand(conditions, withoutFiles, known, pushdown.classes(),
        new PushdownMatcher(code -> judged.test(code) ? pushdown.condition(code) : RawCondition.Always.TRUE,
            new ThreadClassMatcher(pushdown.classes())),
        "", files);
  }

  private static Map<EventType, RawCondition> conditions(
      RulePushdown pushdown, IntPredicate judged, IntFunction<RawCondition> ofState) {
    EventSchema schema = EventSchema.current();
    Map<EventType, RawCondition> conditions = new HashMap<>();
    for (int code = 0; code < schema.size(); code++) {
      if (judged.test(code)) {
        RawCondition needed = RawConditions.anyOf(List.of(ofState.apply(code), pushdown.condition(code)));
        conditions.put(schema.type(code), needed);
      }
    }
    conditions.values().removeIf(RawCondition.Always.TRUE::equals);
    return conditions;
  }

  /** The reason why a rule needs opened files, for each such rule. */
  public static List<OpenFileNeed> fileNeeds(List<LoadedRule> rules) {
    return OpenFileNeeds.of(rules, traced(rules));
  }

  /** The opened files that the tables must contain. */
  public KeptFiles keptFiles() {
    return kept(files);
  }

  private static KeptFiles kept(List<OpenFileNeed> files) {
    return files.stream().map(OpenFileNeed::files).reduce(KeptFiles.NONE, KeptFiles::or);
  }

  // There are context switches only if a rule names them.
  private static IntPredicate traced(List<LoadedRule> rules) {
    boolean switches = RuleEventNames.of(rules).contains(SWITCH.name());
    return code -> switches || code != SWITCH.code();
  }

  /** The pushdown of rules by parameters and by classes of threads, for all types of events. */
  public static RulePushdown pushdown(List<LoadedRule> rules) {
    return pushdown(rules, code -> true);
  }

  /**
   * The pushdown of rules for some types of events only.
   *
   * @param codes whether a type is of interest
   */
  public static RulePushdown pushdown(List<LoadedRule> rules, IntPredicate codes) {
    StateEngine state = newState(EventSchema.current());
    return RulePushdown.of(rules, codes, code -> !state.changesThreads(code));
  }

  private static Set<Integer> changing(StateEngine state) {
    return IntStream.range(0, EventSchema.current().size()).filter(state::changesThreads).boxed().collect(Collectors.toSet());
  }

  private static StateEngine newState(EventSchema schema) {
    return new StateEngine(schema, new EventCursor(schema), Text.EMPTY);
  }

  /** Whether a rule is the reason that all events are needed. */
  public boolean isPrevented() {
    return this != OFF && this != LATER && !reason.isEmpty();
  }

  /**
   * Whether events of a type are limited by conditions: only the ends of system calls with an event of their own. The
   * generic event stands for many calls.
   */
  private static boolean isJudged(EventType type) {
    return type.direction() == Direction.EXIT && type.classes().contains("syscall") && !type.id().equals("GENERIC_X");
  }

  private static Optional<String> ofOrder(LoadedRule rule, boolean switches) {
    return OrderDependence.of(rule.condition("syscall").expr())
        .or(() -> ofMemory(rule))
        .or(() -> switches ? ofSwitch(rule) : Optional.empty())
        .map(field -> "the condition of rule '" + rule.name() + "' needs " + field);
  }

  // The values that a rule counts, and those by which it groups events, are not a part of its condition.
  private static Optional<String> ofMemory(LoadedRule rule) {
    StatefulCondition memory = rule.statefulCondition();
    if (memory == null) {
      return Optional.empty();
    }
    return memory.groupValues("syscall").flatMap(value -> OrderDependence.of(value).stream()).findFirst();
  }

  // A context switch is about the descriptor of the last call of its thread, and a call that is left out is not noted.
  private static Optional<String> ofSwitch(LoadedRule rule) {
    if (!rule.condition("syscall").eventCodes().get(SWITCH.code())) {
      return Optional.empty();
    }
    return rule.condition("syscall").fields().stream().map(use -> use.definition().name()).filter(name -> name.startsWith("fd."))
        .sorted()
        .findFirst();
  }
}
