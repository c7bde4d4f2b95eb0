package org.eyas.engine.query;

import java.util.Arrays;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.PastAlert;

/** A condition: the priority is in a range. */
record PriorityCondition(Priority mostUrgent, Priority leastUrgent) implements QueryCondition {
  @Override
  public boolean accepts(PastAlert past) {
    return isIn(past.alert().priority());
  }

  private boolean isIn(Priority priority) {
    return priority.compareTo(mostUrgent) >= 0 && priority.compareTo(leastUrgent) <= 0;
  }

  @Override
  public boolean isPossible(AlertSummary summary) {
    return Arrays.stream(Priority.values()).anyMatch(priority -> isIn(priority) && summary.mayHave(priority));
  }
}
