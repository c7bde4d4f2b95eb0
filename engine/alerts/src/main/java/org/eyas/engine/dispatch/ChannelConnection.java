package org.eyas.engine.dispatch;

import java.nio.file.Path;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.control.OutputStatus;
import org.eyas.common.ExponentialBackoff;
import org.eyas.engine.signal.ChangeSignal;
import org.eyas.spool.delivery.DeliveryThread;
import org.eyas.spool.delivery.RefusedFile;

/**
 * The connection of a channel with its queue. The thread {@code output-NAME} sends the alerts of the queue to the
 * channel. May be used from any thread.
 *
 * @param refused the alerts that were put aside since the channel was added
 */
record ChannelConnection(
    ChannelQueue queue,
    OutputChannel channel,
    ChannelStatus status,
    RefusedFile refused,
    ChannelSender sender,
    DeliveryThread<RenderedAlert> thread) {
  private static final ExponentialBackoff PAUSE = new ExponentialBackoff(50, 5_000);

  /**
   * Connects a channel with its queue.
   *
   * @param directory the directory in which alerts are put aside
   * @param progress notified when no alerts wait any more, and after each failure
   */
  static ChannelConnection of(ChannelQueue queue, OutputChannel channel, Path directory, ChangeSignal progress) {
    ChannelStatus status = new ChannelStatus(queue.name());
    RefusedFile refused = new RefusedFile(directory);
    ChannelSender sender = new ChannelSender(channel, status, refused, progress, () -> queue.checkStorage(channel));
    DeliveryThread<RenderedAlert> thread = new DeliveryThread<>("output-" + queue.name(), queue.backlog(), sender, PAUSE);
    return new ChannelConnection(queue, channel, status, refused, sender, thread);
  }

  void reopen() {
    queue.backlog().reopen();
  }

  ChannelCounts counts() {
    KeptAlerts kept = channel.kept();
    return new ChannelCounts(
        queue.name(),
        sender.sent(),
        sender.failures(),
        queue.dropped(),
        refused.count() + kept.refused(),
        queue.backlog().waiting() + kept.waiting(),
        kept.recognized());
  }

  ChannelState state() {
    ChannelState state = status.state();
    String problem = channel.kept().problem();
    return state.up() && !problem.isEmpty() ? new ChannelState(queue.name(), false, problem) : state;
  }

  OutputStatus report() {
    ChannelCounts now = counts();
    return new OutputStatus(state(), now.sent(), now.failed(), now.dropped(), now.waiting(), queue.capacity());
  }
}
