package org.eyas.engine.dispatch;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.Function;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.eyas.spool.Spool;
import org.jspecify.annotations.Nullable;

/** Alerts that wait on disk. They are rendered again when they are taken. */
final class Spill implements Closeable {
  private static final int READ_AHEAD = 64;

  private final Spool spool;
  private final Function<Alert, RenderedAlert> renderer;
  private final Deque<RenderedAlert> ahead = new ArrayDeque<>();

  Spill(QueueSettings settings, Function<Alert, RenderedAlert> renderer) throws IOException {
    this.renderer = renderer;
    spool = Spool.open(settings.spillDirectory(), settings.spillBytes(), settings.fsync());
  }

  /** Appends alerts in order; returns how many of them fit, starting with the first. */
  int append(Collection<RenderedAlert> alerts) throws IOException {
    return spool.append(alerts.stream().map(alert -> AlertBytes.of(alert.alert())).toList());
  }

  /** The oldest alert, until it is {@link #taken}. */
  RenderedAlert first() throws IOException {
    while (ahead.isEmpty()) {
      readAhead();
    }
    return ahead.element();
  }

  /** The alert after the oldest one, or null. */
  @Nullable
  RenderedAlert second() throws IOException {
    if (ahead.size() < 2 && spool.waiting() > 1) {
      readAhead();
    }
    return ahead.size() < 2 ? null : ahead.stream().skip(1).findFirst().orElse(null);
  }

  private void readAhead() throws IOException {
    ahead.clear();
    for (byte[] entry : spool.read(READ_AHEAD)) {
      ahead.add(renderer.apply(read(entry)));
    }
  }

  // An alert that an incompatible version wrote must not block the queue, and must not be lost without a message.
  private static Alert read(byte[] entry) {
    try {
      return AlertBytes.read(entry);
    } catch (IOException e) {
      return DispatchAlerts.unreadable(Reason.of(e));
    }
  }

  /** The oldest alert was sent or given up. */
  void taken() throws IOException {
    ahead.remove();
    spool.acknowledge(1);
  }

  long waiting() {
    return spool.waiting();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
