package org.eyas.engine.hold;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.eyas.api.event.Event;
import org.eyas.engine.state.process.RetainedEvent;

/**
 * Held steps: events of a live source that may match steps of rules over several sources, depending on pending values.
 * The events that such rules find wait for the events of other sources, and are then sorted by time. So an event that
 * is decided within this wait does not come out of order. The loop's thread makes all calls; the values arrive on other
 * threads.
 */
public final class HeldSteps {
  private static final long MOST_BYTES = 8 << 20;

  /** The open steps of one rule for one event. */
  public interface OpenSteps {
    /** Decides as many steps as the present values allow, and returns whether all steps are decided. */
    boolean advance(Event event);

    /** Decides all steps: values that are still pending count as absent. */
    void finish(Event event);
  }

  private static final class Held {
    final RetainedEvent event;
    final OpenSteps open;
    final PendingValueListener arrivals;
    final long beginNanos = System.nanoTime();

    Held(RetainedEvent event, OpenSteps open) {
      this.event = event;
      this.open = open;
      arrivals = new PendingValueListener(event);
    }

    boolean advance() {
      arrivals.listenAgain();
      return open.advance(event.event());
    }
  }

  private final LongSupplier waitNanos;
  private final Set<Held> held = new LinkedHashSet<>(); // in the order of their deadlines
  private final Queue<Held> arrived = new ConcurrentLinkedQueue<>();
  private long bytes;
  private long total;
  private long undecided;

  /** @param waitNanos the longest time for which an event is held */
  public HeldSteps(LongSupplier waitNanos) {
    this.waitNanos = waitNanos;
  }

  /**
   * Holds steps, or decides them at once if too many events are held.
   *
   * @param most how many may be held at the same time
   */
  public void hold(RetainedEvent event, OpenSteps open, int most) {
    if (held.size() >= most || bytes + event.size() > MOST_BYTES) {
      undecided++;
      open.finish(event.event());
      return;
    }
    total++;
    Held next = new Held(event, open);
    held.add(next);
    bytes += event.size();
    next.arrivals.listen(() -> arrived.add(next));
    arrived.add(next); // a value may have arrived since the event was read
  }

  /** Whether {@link #decideReady} has nothing to do. */
  public boolean isEmpty() {
    return held.isEmpty();
  }

  /** Whether steps are held since before a time of {@link System#nanoTime}. */
  public boolean isHeldSince(long nanos) {
    return !held.isEmpty() && held.iterator().next().beginNanos - nanos <= 0;
  }

  /**
   * Decides the steps whose values have arrived, and the steps that have waited long enough. Called between two
   * batches.
   */
  public void decideReady() {
    for (Held next = arrived.poll(); next != null; next = arrived.poll()) {
      if (held.contains(next) && next.advance()) {
        held.remove(next);
        ended(next);
      }
    }
    long now = System.nanoTime();
    for (Iterator<Held> oldest = held.iterator(); oldest.hasNext();) {
      Held next = oldest.next();
      if (now - next.beginNanos < waitNanos.getAsLong()) {
        return;
      }
      oldest.remove();
      ended(next);
      finish(next);
    }
  }

  private void ended(Held last) {
    bytes -= last.event.size();
    last.arrivals.forget();
  }

  // The values are read once more: not every value is announced.
  private void finish(Held last) {
    if (!last.open.advance(last.event.event())) {
      undecided++;
      last.open.finish(last.event.event());
    }
  }

  /** Decides all steps at once, because the rules or the state are about to be replaced. */
  public void flush() {
    for (Held each : held) {
      ended(each);
      finish(each);
    }
    held.clear();
    arrived.clear();
  }

  public HeldStepFigures figures() {
    return new HeldStepFigures(held.size(), total, undecided);
  }
}
