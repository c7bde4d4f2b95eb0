package org.eyas.engine.compile.node;

import org.eyas.api.event.Event;

/**
 * The data that conditions of one event loop share while they evaluate one event: the event, and the answers of shared
 * predicates.
 *
 * <p>Each shared predicate has a slot. The slot contains twice the number of the event for which it was answered, plus one
 * if the answer is true. So nothing has to be cleared between events.
 */
public final class Frame {
  private final long[] slots;
  private long stamp;
  private Event event;

  /**
   * @param slotCount the number of shared predicates
   * @param first any event; replaced by {@link #begin}
   */
  public Frame(int slotCount, Event first) {
    slots = new long[slotCount];
    event = first;
  }

  /** Starts the next event: earlier answers become invalid. */
  public void begin(Event next) {
    event = next;
    stamp += 2;
  }

  public Event event() {
    return event;
  }

  /** A different number for each event of this frame; never 0 after {@link #begin}. */
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
