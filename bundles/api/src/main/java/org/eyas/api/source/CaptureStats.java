package org.eyas.api.source;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counters of a capture since it was opened.
 *
 * @param events events handed on
 * @param dropped events the source knows it lost
 * @param losses those by cause, as far as the source tells them apart
 */
public record CaptureStats(long events, long dropped, Map<LossCause, Long> losses) {
  public CaptureStats {
    losses = Map.copyOf(losses);
  }

  /** Counters of a source that does not tell causes apart. */
  public CaptureStats(long events, long dropped) {
    this(events, dropped, Map.of());
  }

  /** How many events were lost for a cause. */
  public long lost(LossCause cause) {
    return losses.getOrDefault(cause, 0L);
  }

  /** What was counted since earlier counters of the same capture. */
  public CaptureStats since(CaptureStats before) {
    Map<LossCause, Long> more = new EnumMap<>(LossCause.class);
    losses.forEach((cause, count) -> more.put(cause, count - before.lost(cause)));
    return new CaptureStats(events - before.events, dropped - before.dropped, more);
  }
}
