package org.eyas.engine.pushdown;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.eyas.api.event.Event;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.schema.EventSchema;

/** Decides for each event by its parameters whether a rule can match it. For the thread of one event loop; does not allocate. */
public final class PushdownMatcher {
  private final RawConditionMatcher[] byCode = new RawConditionMatcher[EventSchema.current().size()];

  /** Creates a matcher for which every thread may be in every class. */
  public PushdownMatcher(IntFunction<RawCondition> conditions) {
    this(conditions, ThreadClassMembership.UNKNOWN);
  }

  /**
   * @param conditions the condition for events with a code
   * @param classes says in which classes the threads of events may be
   */
  public PushdownMatcher(IntFunction<RawCondition> conditions, ThreadClassMembership classes) {
    Arrays.setAll(byCode, code -> RawConditionMatcher.of(conditions.apply(code), classes));
  }

  /** Whether a rule can match an event; if false, no rule matches. */
  public boolean passes(Event event) {
    return byCode[event.type().code()].test(event);
  }
}
