package org.eyas.engine.dispatch;

import java.util.List;
import java.util.Map;

/**
 * Settings of queues and channels.
 *
 * @param capacity maximum number of alerts that wait to be rendered, and that wait for each channel without settings of
 *     its own; 0 for one alert per 32 KB of the heap
 * @param timeoutMillis time after which a channel that has not accepted an alert counts as hanging; 0 for never
 * @param queues settings by the channel's name
 * @param throttles which alerts are throttled; the first entry that covers a rule counts
 */
public record DispatchOptions(
    int capacity, long timeoutMillis, Map<String, QueueSettings> queues, List<ThrottleSettings> throttles) {
  public DispatchOptions {
    queues = Map.copyOf(queues);
    throttles = List.copyOf(throttles);
  }

  QueueSettings queue(String channel) {
    QueueSettings own = queues.get(channel);
    return own == null ? QueueSettings.dropping(capacity, FullQueuePolicy.DROP_NEWEST) : own;
  }
}
