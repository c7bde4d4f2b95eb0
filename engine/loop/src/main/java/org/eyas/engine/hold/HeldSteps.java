package org.eyas.engine.hold;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.eyas.api.event.Event;
import org.eyas.engine.state.KeptEvent;

/**
 * Events of a live source that may match steps of rules over several sources, once values that are pending have arrived. The events that
 * such rules find wait for those of other sources, and are then put in the order of their times: what is decided within that wait does not
 * come out of order. All calls are made on the loop's thread; the values arrive on other threads.
 */
public final class HeldSteps {
  private static final long MOST_BYTES = 8 << 20;

  /** The open steps of one rule for one event. */
  public interface Open {
    /** Continues as far as the values that are there allow, and returns whether nothing is open any more. */
    boolean advance(Event event);

    /** Ends it: values that are still pending count as absent. */
    void finish(Event event);
  }

  private static final class Held {
    final KeptEvent event;
    final Open open;
    final Arrivals arrivals;
    final long beginNanos = System.nanoTime();

    Held(KeptEvent event, Open open) {
      this.event = event;
      this.open = open;
      arrivals = new Arrivals(event);
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

  /** @param waitNanos how long an event is held at most */
  public HeldSteps(LongSupplier waitNanos) {
    this.waitNanos = waitNanos;
  }

  /**
   * Holds steps; decides them at once if too many are held.
   *
   * @param most how many may be held at the same time
   */
  public void hold(KeptEvent event, Open open, int most) {
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

  /** Whether {@link #rest} has nothing to do. */
  public boolean isEmpty() {
    return held.isEmpty();
  }

  /** Called between two batches: decides what can be decided, and what has waited long enough. */
  public void rest() {
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

  /** Decides everything at once: the rules or the state are about to go. */
  public void flush() {
    for (Held each : held) {
      ended(each);
      finish(each);
    }
    held.clear();
    arrived.clear();
  }

  public StepFigures figures() {
    return new StepFigures(held.size(), total, undecided);
  }
}
