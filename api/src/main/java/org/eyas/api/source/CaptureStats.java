package org.eyas.api.source;

import java.util.EnumMap;
import java.util.Map;

/**
 * The counters of a capture since it was opened. Immutable.
 *
 * @param events events passed to the engine
 * @param dropped events that the source knows to be lost
 * @param losses lost events by cause, as far as the source distinguishes causes
 */
public record CaptureStats(long events, long dropped, Map<LossCause, Long> losses) {
  public CaptureStats {
    losses = Map.copyOf(losses);
  }

  /** The counters of a source that does not distinguish causes. */
  public CaptureStats(long events, long dropped) {
    this(events, dropped, Map.of());
  }

  /** The number of events lost for one cause. */
  public long lost(LossCause cause) {
    return losses.getOrDefault(cause, 0L);
  }

  /** The difference to earlier counters of the same capture. */
  public CaptureStats since(CaptureStats before) {
    Map<LossCause, Long> more = new EnumMap<>(LossCause.class);
    losses.forEach((cause, count) -> more.put(cause, count - before.lost(cause)));
    return new CaptureStats(events - before.events, dropped - before.dropped, more);
  }
}
