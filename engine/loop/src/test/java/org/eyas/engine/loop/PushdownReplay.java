package org.eyas.engine.loop;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.engine.decode.EventConverter;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.decode.EventNumbering;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.StateLimits;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.source.scap.ScapSource;

/** Passes the events that rules see to a listener, with the state after each. */
final class PushdownReplay implements EventSink {
  private final EventConverter converter = new EventConverter(EventSchema.current());
  private final EventCursor cursor = new EventCursor(EventSchema.current());
  private final EventNumbering numbering = new EventNumbering(EventSchema.current());
  private final StateEngine state;
  private final Consumer<Event> listener;

  PushdownReplay(FalcoVersion version, Consumer<Event> listener) {
    state = new StateEngine(EventSchema.current(), cursor, Text.of("syscall"), version);
    this.listener = listener;
  }

  static void ofCapture(Path capture, FalcoVersion version, Consumer<Event> listener) throws SourceException {
    PushdownReplay replay = new PushdownReplay(version, listener);
    Map<String, String> options = Map.of(ScapSource.CAPTURE_FILE, capture.toString());
    try (Capture source = new ScapSource().open(new CaptureRequest(Set.of(), options))) {
      source.snapshot(replay.state.reports());
      while (source.poll(replay, 1000) != Capture.END) {}
    }
  }

  /** @param threads how many of the three threads have room in the table; the others are unknown */
  static void ofRandomEvents(Random random, int count, int threads, FalcoVersion version, Consumer<Event> listener) {
    PushdownReplay replay = new PushdownReplay(version, listener);
    replay.state.setLimits(new StateLimits(threads, Long.MAX_VALUE, Long.MAX_VALUE));
    PushdownEvents events = new PushdownEvents(random);
    for (int i = 0; i < count; i++) {
      for (ByteBuffer event : events.next()) {
        replay.onEvent(0, event, 0, event.limit());
      }
    }
  }

  StateEngine state() {
    return state;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (!cursor.wrap(cpu, memory, offset, length) || converter.convert(cursor) != EventConverter.Outcome.CURRENT) {
      return;
    }
    boolean seen = numbering.count(cursor.type(), false);
    Event event = state.apply();
    if (seen) {
      listener.accept(event);
    }
    state.finish();
  }
}
