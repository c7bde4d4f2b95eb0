package org.eyas.core.dispatch;

import java.util.Map;

/**
 * How alerts wait and what is said of channels.
 *
 * @param capacity alerts that may wait to be rendered, and for each channel without settings of its own; 0 for as many as
 *     fit a share of the heap
 * @param timeoutMillis after which a channel that has not taken an alert counts as hanging, 0 for never
 * @param queues settings by the channel's name
 */
public record DispatchOptions(int capacity, long timeoutMillis, Map<String, QueueSettings> queues) {
  public DispatchOptions {
    queues = Map.copyOf(queues);
  }

  QueueSettings queue(String channel) {
    QueueSettings own = queues.get(channel);
    return own == null ? QueueSettings.dropping(capacity, WhenFull.DROP_NEWEST) : own;
  }
}
