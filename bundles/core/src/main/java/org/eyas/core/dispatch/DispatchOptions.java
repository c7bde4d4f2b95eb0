package org.eyas.core.dispatch;

import java.util.List;
import java.util.Map;

/**
 * How alerts wait and what is said of channels.
 *
 * @param capacity alerts that may wait to be rendered, and for each channel without settings of its own; 0 for as many as
 *     fit a share of the heap
 * @param timeoutMillis after which a channel that has not taken an alert counts as hanging, 0 for never
 * @param queues settings by the channel's name
 * @param throttles which alerts are held back; the first one that covers a rule counts
 */
public record DispatchOptions(
    int capacity, long timeoutMillis, Map<String, QueueSettings> queues, List<ThrottleSettings> throttles) {
  public DispatchOptions {
    queues = Map.copyOf(queues);
    throttles = List.copyOf(throttles);
  }

  QueueSettings queue(String channel) {
    QueueSettings own = queues.get(channel);
    return own == null ? QueueSettings.dropping(capacity, WhenFull.DROP_NEWEST) : own;
  }
}
