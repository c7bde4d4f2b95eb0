package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.function.Function;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.eyas.spool.delivery.EntryFormat;
import org.jspecify.annotations.Nullable;

/**
 * The format in which the queues of channels store alerts as bytes, in memory and on disk. The bytes do not contain the
 * renderings, which are created again when the alert is sent. Each alert goes to all queues in turn, so its bytes are
 * remembered until the next alert.
 */
final class AlertQueueFormat implements EntryFormat<RenderedAlert> {
  private record Stored(RenderedAlert alert, byte[] bytes) {}

  private final Function<Alert, RenderedAlert> renderer;
  private volatile @Nullable Stored last;

  /** @param renderer renders an alert with the settings of the moment at which the alert is taken from its queue */
  AlertQueueFormat(Function<Alert, RenderedAlert> renderer) {
    this.renderer = renderer;
  }

  @Override
  public byte[] bytes(RenderedAlert entry) {
    Stored known = last;
    if (known == null || known.alert() != entry) {
      known = new Stored(entry, AlertCodec.of(entry.alert()));
      last = known;
    }
    return known.bytes();
  }

  @Override
  public boolean isNewer(byte[] bytes) {
    return AlertCodec.isNewer(bytes);
  }

  // An alert that an incompatible version wrote must not be lost without a message, nor block later ones.
  @Override
  public RenderedAlert read(byte[] bytes) {
    try {
      return renderer.apply(AlertCodec.read(bytes));
    } catch (IOException | RuntimeException e) {
      return renderer.apply(OutputAlerts.unreadable(Reason.of(e)));
    }
  }
}
