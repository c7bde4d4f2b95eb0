package org.eyas.core.engine;

import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;

/** The time in which a loop switches from one capture to the next. Belongs to the loop's thread. */
final class CaptureSwitch {
  /** Events from before the cut may still arrive for this time after it. */
  private static final long LATE_NANOS = 5_000_000;

  private final Capture before;
  private final Capture next;
  private final Seam seam;
  private final BootTime clock;
  private boolean cut;
  private boolean over;

  CaptureSwitch(Capture before, Capture next, Seam seam, BootTime clock) {
    this.before = before;
    this.next = next;
    this.seam = seam;
    this.clock = clock;
  }

  Capture before() {
    return before;
  }

  Capture next() {
    return next;
  }

  /** Whether the old capture has delivered all events that are needed from it: it is not read any more. */
  boolean isCut() {
    return cut;
  }

  /** Whether the new capture can be read directly. */
  boolean isOver() {
    return over;
  }

  /** Like {@link Capture#poll}; if the old capture ends or fails, its part ends. */
  int poll(EventSink sink, int limit) throws SourceException {
    return cut ? after(sink, limit) : before(sink, limit);
  }

  private int before(EventSink sink, int limit) {
    long now = clock.nowNanos();
    try {
      int count = before.poll(seam.before(sink), limit);
      boolean isLate = now > seam.cutNanos() + LATE_NANOS;
      cut = count == Capture.END || isLate && (seam.oldIsBehind() || count < limit);
      return Math.max(0, count);
    } catch (SourceException e) {
      cut = true; // the old capture has ended; the new one is open
      return 0;
    }
  }

  private int after(EventSink sink, int limit) throws SourceException {
    long now = clock.nowNanos();
    int count = next.poll(seam.after(sink), limit);
    boolean isQuiet = count == 0 && now > seam.cutNanos() + 2 * Seam.WINDOW_NANOS;
    over = seam.newIsBehind() || isQuiet || count == Capture.END;
    return count;
  }
}
