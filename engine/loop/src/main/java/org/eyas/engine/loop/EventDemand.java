package org.eyas.engine.loop;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.pushdown.EventOrder;
import org.eyas.engine.pushdown.Pushdown;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.pushdown.RawConditions;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.jspecify.annotations.Nullable;

/**
 * Which events of system calls the rules and the state need, as far as their parameters decide that: a live source may leave out
 * the others. Belongs to a generation and never changes. Derived once for each set of rules, on the thread {@code assemble}.
 *
 * @param conditions by event type, what an event must satisfy to be needed; all events of other types are needed
 * @param rules judges an event by the rules alone; for the thread of one loop. Null if all events are needed
 * @param reason why all events are needed, for people; empty if some are not
 */
public record EventDemand(Map<EventType, RawCondition> conditions, @Nullable PushdownMatcher rules, String reason) {
  /** The user has switched the pushdown off. */
  public static final EventDemand OFF = all("eyas.pushdown.enabled is false");

  /** Rules that have just been loaded run as trees for a moment; the start does not wait for the derivation. */
  public static final EventDemand LATER = all("the rules are still trees");

  /** A context switch is about the descriptor of the last call of its thread. No rule on all events includes it. */
  private static final int SWITCH = EventSchema.current().type("SCHEDSWITCH_6_E").code();
  private static final int NAMED = 32;

  public EventDemand {
    conditions = Map.copyOf(conditions);
  }

  private static EventDemand all(String reason) {
    return new EventDemand(Map.of(), null, reason);
  }

  /** What these rules and the state need of all events. */
  public static EventDemand of(List<LoadedRule> rules) {
    return of(rules, code -> true);
  }

  /**
   * What these rules and the state need of the events of some types.
   *
   * @param traced whether a source delivers events with a code
   */
  static EventDemand of(List<LoadedRule> rules, IntPredicate traced) {
    Optional<String> reason = rules.stream().filter(LoadedRule::enabled).flatMap(rule -> ofOrder(rule).stream()).findFirst();
    if (reason.isPresent()) {
      return all(reason.get());
    }
    EventSchema schema = EventSchema.current();
    IntPredicate judged = code -> isJudged(schema.type(code)) && traced.test(code);
    Pushdown pushdown = Pushdown.of(rules, judged);
    StateEngine state = new StateEngine(schema, new EventCursor(schema), Text.EMPTY);
    Map<EventType, RawCondition> conditions = new HashMap<>();
    for (int code = 0; code < schema.size(); code++) {
      if (judged.test(code)) {
        RawCondition needed = RawConditions.anyOf(List.of(state.needs(code), pushdown.condition(code)));
        conditions.put(schema.type(code), needed);
      }
    }
    conditions.values().removeIf(RawCondition.Always.TRUE::equals);
    return new EventDemand(conditions,
        new PushdownMatcher(code -> judged.test(code) ? pushdown.condition(code) : RawCondition.Always.TRUE), "");
  }

  /** Only the ends of system calls with an event of their own; the generic event stands for many calls. */
  private static boolean isJudged(EventType type) {
    return type.direction() == Direction.EXIT && type.classes().contains("syscall") && !type.id().equals("GENERIC_X");
  }

  private static Optional<String> ofOrder(LoadedRule rule) {
    return EventOrder.of(rule.condition().expr())
        .or(() -> ofSwitch(rule))
        .map(field -> "the condition of rule '" + rule.name() + "' needs " + field);
  }

  private static Optional<String> ofSwitch(LoadedRule rule) {
    BitSet codes = rule.condition().eventCodes();
    if (!codes.get(SWITCH) || codes.cardinality() > NAMED) {
      return Optional.empty();
    }
    return rule.condition().fields().stream().map(use -> use.definition().name()).filter(name -> name.startsWith("fd.")).sorted()
        .findFirst();
  }
}
