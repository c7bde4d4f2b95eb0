package org.eyas.engine.pushdown;

import java.util.List;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;

/**
 * The pushdown of one event type.
 *
 * @param rules the number of rules that events of the type can match
 * @param condition true for every event that one of the rules can match
 * @param whole the rules that may match every event of the type; if there is one, the condition is always true
 */
public record EventTypePushdown(EventType type, int rules, RawCondition condition, List<WholeTypeRule> whole) {
  public EventTypePushdown {
    whole = List.copyOf(whole);
  }

  /** Whether the condition rejects some events. */
  public boolean rejectsSome() {
    return !condition.equals(RawCondition.Always.TRUE);
  }
}
