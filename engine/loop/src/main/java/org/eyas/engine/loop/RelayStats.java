package org.eyas.engine.loop;

import java.util.EnumMap;
import java.util.Map;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.DetailedCounters;
import org.eyas.api.source.LossCause;
import org.jspecify.annotations.Nullable;

/**
 * The counters of consecutive captures, as if they were one. May be called from any thread. A capture that has ended is not
 * called any more.
 */
final class RelayStats {
  private CaptureStats earlier = new CaptureStats(0, 0);
  private CaptureStats base = new CaptureStats(0, 0);
  private @Nullable Capture counted;

  /** Adds the counters of the capture from now on. */
  synchronized void begin(Capture capture) {
    base = capture.stats();
    counted = capture;
  }

  synchronized void end() {
    earlier = all();
    counted = null;
  }

  synchronized CaptureStats all() {
    Capture asked = counted;
    return asked == null ? earlier : sum(earlier, asked.stats().since(base));
  }

  synchronized CaptureDetails details() {
    Capture asked = counted;
    return asked == null ? CaptureDetails.NONE : DetailedCounters.of(asked).details();
  }

  private static CaptureStats sum(CaptureStats a, CaptureStats b) {
    Map<LossCause, Long> losses = new EnumMap<>(LossCause.class);
    a.losses().forEach((cause, count) -> losses.merge(cause, count, Long::sum));
    b.losses().forEach((cause, count) -> losses.merge(cause, count, Long::sum));
    return new CaptureStats(a.events() + b.events(), a.dropped() + b.dropped(), losses);
  }
}
