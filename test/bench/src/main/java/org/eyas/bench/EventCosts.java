package org.eyas.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eyas.api.event.EventType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.loop.SourceLoop;
import org.eyas.engine.schema.EventSchema;

/**
 * The cost of an event of each type, including all rules: each event is timed separately after the engine is warm; the cost
 * of the clock is measured and subtracted. The cheapest of several replays counts, for each type.
 */
final class EventCosts {
  private static final int REPLAYS = 10;

  private final Workload workload;
  private final long[] counts = new long[EventSchema.current().size()];
  private final long[] nanos = new long[EventSchema.current().size()];
  private final double[] best = new double[EventSchema.current().size()];

  EventCosts(Workload workload) {
    this.workload = workload;
  }

  /** Nanoseconds of one event of a type; after {@link #measure}. */
  double of(String type) {
    return best[EventSchema.current().type(type).code()];
  }

  /** Replays, several times. */
  EventCosts measure() throws Exception {
    java.util.Arrays.fill(best, Double.MAX_VALUE);
    for (int i = 0; i < REPLAYS; i++) {
      double clock = clockNanos();
      replay();
      for (int code = 0; code < counts.length; code++) {
        if (counts[code] > 0) {
          best[code] = Math.min(best[code], Math.max(0, (double) nanos[code] / counts[code] - clock));
        }
      }
    }
    return this;
  }

  /** The types that took most time, a line each. */
  List<String> lines(int most) {
    List<EventType> types = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        types.add(EventSchema.current().type(code));
      }
    }
    types.sort(Comparator.comparingDouble(type -> -best[type.code()] * counts[type.code()]));
    return types.stream().limit(most).map(this::line).toList();
  }

  private String line(EventType type) {
    return "  %-28s %8d events %9.0f ns each".formatted(type.id(), counts[type.code()], best[type.code()]);
  }

  private void replay() throws Exception {
    java.util.Arrays.fill(counts, 0);
    java.util.Arrays.fill(nanos, 0);
    try (Capture events = workload.open()) {
      SourceLoop loop = workload.newLoop();
      loop.run(new Timed(events));
    }
  }

  private static double clockNanos() {
    long begin = System.nanoTime();
    long last = begin;
    for (int i = 0; i < 1_000_000; i++) {
      last = System.nanoTime();
    }
    return (last - begin) / 1e6;
  }

  /** Passes on a capture's events and times each. */
  private final class Timed implements Capture {
    private final Capture capture;

    Timed(Capture capture) {
      this.capture = capture;
    }

    @Override
    public int poll(EventSink sink, int limit) throws org.eyas.api.source.SourceException {
      return capture.poll((cpu, memory, offset, length) -> time(sink, cpu, memory, offset, length), limit);
    }

    private void time(EventSink sink, int cpu, ByteBuffer memory, int offset, int length) {
      int code = EventCursor.codeAt(memory, offset);
      long begin = System.nanoTime();
      sink.onEvent(cpu, memory, offset, length);
      nanos[code] += System.nanoTime() - begin;
      counts[code]++;
    }

    @Override
    public void snapshot(org.eyas.api.source.StateSink into) throws org.eyas.api.source.SourceException {
      capture.snapshot(into);
    }

    @Override
    public org.eyas.api.source.CaptureStats stats() {
      return capture.stats();
    }

    @Override
    public void close() {
      capture.close();
    }
  }
}
