package org.eyas.engine.decode;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.schema.EventSchema;
import org.eyas.source.scap.ScapSource;

/** Replays a capture through the converter, numbers its events, and passes on those that are delivered. */
final class CapturedEvents implements EventSink, StateSink {
  /** Receives an event in its current layout. */
  interface Listener {
    void onEvent(long number, boolean rulesSeeIt, EventCursor event);
  }

  private final EventConverter converter = new EventConverter(EventSchema.current());
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final EventNumbering numbering = new EventNumbering(EventSchema.current());
  private final Listener listener;
  int unknown;
  int broken;

  private CapturedEvents(Listener listener) {
    this.listener = listener;
  }

  static CapturedEvents replay(Path file, Listener listener) throws SourceException {
    CapturedEvents events = new CapturedEvents(listener);
    Map<String, String> options = Map.of(ScapSource.CAPTURE_FILE, file.toString());
    try (Capture capture = new ScapSource().open(new CaptureRequest(Set.of(), options))) {
      capture.snapshot(events);
      while (capture.poll(events, 1000) != Capture.END) {}
    }
    return events;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    take(cpu, memory, offset, length, false);
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    take(cpu, memory, offset, length, true);
  }

  private void take(int cpu, ByteBuffer memory, int offset, int length, boolean stateOnly) {
    if (!cursor.wrap(cpu, memory, offset, length)) {
      broken++;
      return;
    }
    switch (converter.convert(cursor)) {
      case CURRENT -> {
        boolean seen = numbering.count(cursor.type(), stateOnly);
        listener.onEvent(numbering.number(), seen, cursor);
      }
      case DROPPED -> {}
      case UNKNOWN -> unknown++;
    }
  }

  @Override
  public void onRestart() {
    numbering.restart();
  }

  @Override
  public void onProcess(ProcessSnapshot process) {}

  @Override
  public void onFd(long tid, FdSnapshot fd) {}

  @Override
  public void onUser(UserEntry user) {}

  @Override
  public void onHost(HostInfo host) {}
}
