package org.eyas.engine.compile.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eyas.api.event.Event;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.TypedValue;

/**
 * The data that conditions of one event loop share while they evaluate one event: the event, and the answers of shared
 * predicates. It also records the values that are pending.
 *
 * <p>Each shared predicate has a slot. The slot contains twice the number of the event for which it was answered, plus
 * one if the answer is true. So no slot has to be cleared between events.
 */
public final class EvaluationFrame {
  private final long[] slots;
  private long stamp;
  private long pendingStamp;
  private final List<TypedValue> pending = new ArrayList<>();
  private Event event;

  /**
   * @param slotCount the number of shared predicates
   * @param first any event; replaced by {@link #begin}
   */
  public EvaluationFrame(int slotCount, Event first) {
    this(slotCount, first, 0);
  }

  /**
   * Creates a further frame for conditions that were used with other frames.
   *
   * @param lastStamp an even number; no other frame has the stamps after it, because conditions keep the values of an
   *     event together with its stamp
   */
  public EvaluationFrame(int slotCount, Event first, long lastStamp) {
    slots = new long[slotCount];
    Arrays.fill(slots, Long.MIN_VALUE); // less than any stamp of an event: stamps can be negative
    event = first;
    stamp = lastStamp;
    pendingStamp = lastStamp;
  }

  /** Starts the next event: earlier answers become invalid. */
  public void begin(Event next) {
    event = next;
    stamp += 2;
  }

  public Event event() {
    return event;
  }

  /** A number that differs for each event of the conditions, in all frames; never 0 after {@link #begin}. */
  public long stamp() {
    return stamp;
  }

  /** Records that a value of this event is pending: conditions that read it are evaluated as if it were absent. */
  void notePending(TypedValue value) {
    if (pendingStamp != stamp) {
      pending.clear();
      pendingStamp = stamp;
    }
    pending.add(value);
  }

  /** Whether a value that was read for this event is pending. */
  public boolean sawPending() {
    return pendingStamp == stamp;
  }

  /** The values that were read for this event and are pending, if {@link #sawPending}. Valid until the next event. */
  public List<TypedValue> pending() {
    return pending;
  }

  /** Whether a value is present; records a pending value. */
  boolean isPresent(Presence presence, TypedValue value) {
    if (presence == Presence.PENDING) {
      notePending(value);
    }
    return presence == Presence.PRESENT;
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
