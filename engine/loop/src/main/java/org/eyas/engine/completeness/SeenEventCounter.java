package org.eyas.engine.completeness;

import java.util.Set;
import org.eyas.engine.schema.EventSchema;

/**
 * Counts the events that the rules of one loop see, by type, since the loop began. The loop's thread calls it for every
 * event. The loop calls {@link #read} to pass a copy to another thread.
 */
public final class SeenEventCounter {
  private static final Set<String> WITH_PROCESS = Set.of("syscall", "tracepoint");

  private final long[] seen;
  private final long[] undecided;
  private final boolean[] hasProcess;
  private boolean isUndecided;
  private long damaged;

  public SeenEventCounter(EventSchema schema) {
    seen = new long[schema.size()];
    undecided = new long[schema.size()];
    hasProcess = new boolean[schema.size()];
    for (int code = 0; code < hasProcess.length; code++) {
      hasProcess[code] = schema.type(code).classes().stream().anyMatch(WITH_PROCESS::contains);
    }
  }

  /** Counts an event with this code, which the rules see. */
  public void countSeen(int code) {
    seen[code]++;
    isUndecided = false;
  }

  /**
   * Counts the event that was {@link #countSeen} last as undecided, at most once: a condition was decided although a value
   * of the event was not known yet.
   */
  public void countUndecided(int code) {
    if (!isUndecided) {
      isUndecided = true;
      undecided[code]++;
    }
  }

  /** Whether the event that was {@link #countSeen} last counts as undecided. */
  public boolean isUndecided() {
    return isUndecided;
  }

  /** Counts an event that was held as undecided. Called once for an event that was not counted before. */
  public void countUndecidedLater(int code) {
    undecided[code]++;
  }

  /** Counts an event whose process is not known. Events without a process are not counted. */
  public void countUnknownProcess(int code) {
    if (hasProcess[code]) {
      countUndecided(code);
    }
  }

  /** Counts an event that could not be read, so that its type is not known. */
  public void countDamaged() {
    damaged++;
  }

  /** A copy of the current counts. */
  public SeenEventCounts read() {
    return new SeenEventCounts(EventTypeCounts.of(seen), EventTypeCounts.of(undecided), damaged);
  }
}
