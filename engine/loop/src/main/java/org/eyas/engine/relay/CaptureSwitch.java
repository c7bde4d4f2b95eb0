package org.eyas.engine.relay;

import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;

/** A switch from one capture to the next while a loop reads events. Used by the loop's thread. */
final class CaptureSwitch {
  /** Events from before the cut may still arrive for this time after it. */
  private static final long LATE_NANOS = 5_000_000 + EventClock.ACCURACY_NANOS;

  private final Capture before;
  private final Capture next;
  private final CaptureCutover switchPoint;
  private final EventClock clock;
  private boolean cut;
  private boolean over;

  CaptureSwitch(Capture before, Capture next, CaptureCutover switchPoint, EventClock clock) {
    this.before = before;
    this.next = next;
    this.switchPoint = switchPoint;
    this.clock = clock;
  }

  Capture before() {
    return before;
  }

  Capture next() {
    return next;
  }

  /** Whether the old capture has delivered all needed events, so that it is not read any more. */
  boolean isCut() {
    return cut;
  }

  /** Whether events of the old capture may have been skipped, or are about to be skipped in the new one. */
  boolean hasSkipped() {
    return cut || switchPoint.oldIsPastCut();
  }

  /** Whether the new capture can be read directly. */
  boolean isOver() {
    return over;
  }

  /** Like {@link Capture#poll}. If the old capture ends or fails, the loop reads the new one from then on. */
  int poll(EventSink sink, int limit) throws SourceException {
    return cut ? after(sink, limit) : before(sink, limit);
  }

  private int before(EventSink sink, int limit) {
    long now = clock.nowNanos();
    try {
      int count = before.poll(switchPoint.before(sink), limit);
      boolean isLate = now > switchPoint.cutNanos() + LATE_NANOS;
      cut = count == Capture.END || isLate && (switchPoint.oldIsPastCut() || count == 0);
      return Math.max(0, count);
    } catch (SourceException e) {
      cut = true; // the old capture has ended; the new one is open
      return 0;
    }
  }

  private int after(EventSink sink, int limit) throws SourceException {
    long now = clock.nowNanos();
    int count = next.poll(switchPoint.after(sink), limit);
    boolean isQuiet = count == 0 && now > switchPoint.cutNanos() + 2 * CaptureCutover.WINDOW_NANOS;
    over = switchPoint.newIsPastWindow() || isQuiet || count == Capture.END;
    return count;
  }
}
