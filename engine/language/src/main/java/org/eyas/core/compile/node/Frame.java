package org.eyas.core.compile.node;

import org.eyas.api.event.Event;

/**
 * What conditions of one loop share while they look at one event: the event, and the answers of shared predicates.
 *
 * <p>A shared predicate has a slot that holds twice the number of the event it was answered for, plus one where the
 * answer is yes. Nothing has to be cleared between events.
 */
public final class Frame {
  private final long[] slots;
  private long stamp;
  private Event event;

  /**
   * @param slotCount how many shared predicates there are
   * @param first any event; replaced by {@link #begin}
   */
  public Frame(int slotCount, Event first) {
    slots = new long[slotCount];
    event = first;
  }

  /** Starts on the next event: answers given so far no longer count. */
  public void begin(Event next) {
    event = next;
    stamp += 2;
  }

  public Event event() {
    return event;
  }

  /** Differs between any two events of this frame; never 0 after {@link #begin}. */
  public long stamp() {
    return stamp;
  }

  public boolean answered(int slot) {
    return slots[slot] >= stamp;
  }

  /** The answer of a slot that is {@link #answered}. */
  public boolean answer(int slot) {
    return slots[slot] != stamp;
  }

  public boolean remember(int slot, boolean answer) {
    slots[slot] = answer ? stamp + 1 : stamp;
    return answer;
  }
}
