package org.eyas.engine.completeness;

import java.util.Set;
import org.eyas.engine.schema.EventSchema;

/**
 * Counts the events that the rules of one loop see, by type, since the loop began. Called for every event, on the thread of the loop;
 * another thread gets a copy by {@link #read}, which the loop calls.
 */
public final class EventTally {
  private static final Set<String> WITH_PROCESS = Set.of("syscall", "tracepoint");

  private final long[] seen;
  private final long[] undecided;
  private final boolean[] hasProcess;
  private boolean isUndecided;
  private long damaged;

  public EventTally(EventSchema schema) {
    seen = new long[schema.size()];
    undecided = new long[schema.size()];
    hasProcess = new boolean[schema.size()];
    for (int code = 0; code < hasProcess.length; code++) {
      hasProcess[code] = schema.type(code).classes().stream().anyMatch(WITH_PROCESS::contains);
    }
  }

  /** The rules see an event with this code. */
  public void seen(int code) {
    seen[code]++;
    isUndecided = false;
  }

  /** A condition was decided although a value of the event that was {@link #seen} last was not known yet. Counts it once. */
  public void undecided(int code) {
    if (!isUndecided) {
      isUndecided = true;
      undecided[code]++;
    }
  }

  /** Whether the event that was {@link #seen} last counts as undecided. */
  public boolean isUndecided() {
    return isUndecided;
  }

  /** The same for an event that was held. The caller calls this once for an event that did not count before. */
  public void undecidedLater(int code) {
    undecided[code]++;
  }

  /** The process of the event is not known; nothing is counted for events that have none. */
  public void unknownProcess(int code) {
    if (hasProcess[code]) {
      undecided(code);
    }
  }

  /** An event could not be read, so its type is not known. */
  public void damaged() {
    damaged++;
  }

  /** The counts of this moment. */
  public SeenTypes read() {
    return new SeenTypes(TypeCounts.of(seen), TypeCounts.of(undecided), damaged);
  }
}
