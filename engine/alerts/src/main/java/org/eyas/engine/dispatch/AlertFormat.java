package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.function.Function;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.eyas.spool.delivery.EntryFormat;

/**
 * How the queues of channels store alerts on disk: without their renderings, which are made again when an alert is taken.
 *
 * @param renderer renders with the settings of that moment
 */
record AlertFormat(Function<Alert, RenderedAlert> renderer) implements EntryFormat<RenderedAlert> {
  @Override
  public byte[] bytes(RenderedAlert entry) {
    return AlertBytes.of(entry.alert());
  }

  // An alert that an incompatible version wrote must not be lost without a message, nor block later ones.
  @Override
  public RenderedAlert read(byte[] bytes) {
    try {
      return renderer.apply(AlertBytes.read(bytes));
    } catch (IOException | RuntimeException e) {
      return renderer.apply(DispatchAlerts.unreadable(Reason.of(e)));
    }
  }
}
