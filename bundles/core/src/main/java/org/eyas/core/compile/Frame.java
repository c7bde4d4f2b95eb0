package org.eyas.core.compile;

import org.eyas.api.event.Event;

/**
 * What conditions of one loop share while they look at one event: the event, and the answers of shared predicates.
 *
 * <p>A shared predicate has a slot. Its answer is valid while {@code stamps[slot]} equals the frame's own stamp, which
 * changes with every event; nothing has to be cleared.
 */
public final class Frame {
  private final long[] stamps;
  private final boolean[] answers;
  private long stamp;
  private Event event;

  /**
   * @param slots how many shared predicates there are
   * @param first any event; replaced by {@link #begin}
   */
  public Frame(int slots, Event first) {
    stamps = new long[slots];
    answers = new boolean[slots];
    event = first;
  }

  /** Starts on the next event: answers given so far no longer count. */
  public void begin(Event next) {
    event = next;
    stamp++;
  }

  public Event event() {
    return event;
  }

  public boolean answered(int slot) {
    return stamps[slot] == stamp;
  }

  public boolean answer(int slot) {
    return answers[slot];
  }

  public boolean remember(int slot, boolean answer) {
    stamps[slot] = stamp;
    answers[slot] = answer;
    return answer;
  }
}
