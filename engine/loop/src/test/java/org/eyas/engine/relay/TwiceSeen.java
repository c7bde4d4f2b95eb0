package org.eyas.engine.relay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.eyas.api.event.EventType;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateSink;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.QuietCapture;
import org.eyas.testkit.scap.ScapEventEncoder;

/**
 * System calls of a machine's threads as two probes see them, one after the other, each with its own reading of the clock. The
 * clock advances by 20 to 60 microseconds with each reading.
 */
final class TwiceSeen {
  static final long BOOT_NANOS = 1_700_000_000_000_000_000L;
  private static final EventType CLOSE = EventSchema.current().type("SYSCALL_CLOSE_X");

  /** A call: its number, and the time at which each of the two probes read the clock. */
  private record Call(long number, long tid, long first, long second) {}

  private final List<Call> calls = new ArrayList<>();
  private final Random random;
  private final long seed;
  private final int delayNanos;
  private long nowNanos;

  /** @param gapNanos the maximum time between two calls of all threads */
  TwiceSeen(long seed, int count, int threads, int gapNanos) {
    this(seed, count, threads, gapNanos, 20_000);
  }

  /**
   * @param gapNanos the maximum time between two calls of all threads
   * @param delayNanos the time after which an event can be read
   */
  TwiceSeen(long seed, int count, int threads, int gapNanos, int delayNanos) {
    this.seed = seed;
    this.delayNanos = delayNanos;
    random = new Random(seed);
    long[] free = new long[threads];
    long at = 0;
    for (int i = 0; i < count; i++) {
      at += 1 + random.nextInt(gapNanos);
      int thread = random.nextInt(threads);
      long first = Math.max(at, free[thread] + 1);
      long second = first + 1 + random.nextInt(random.nextInt(20) == 0 ? 40_000 : 600);
      free[thread] = second;
      calls.add(new Call(i, 100 + thread, first, second));
    }
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }

  /** The machine's boot clock. */
  EventClock clock() {
    return new EventClock(() -> BOOT_NANOS, () -> nowNanos / 10_000_000 * 10_000_000);
  }

  /** Lets time pass in which nobody reads. */
  void pause(long nanos) {
    nowNanos += nanos;
  }

  Probe probe(boolean isFirst) {
    return new Probe(isFirst);
  }

  /** The number of the call in an event. */
  static long number(ByteBuffer memory, int offset) {
    return memory.getLong(offset + 26 + 4 + 8);
  }

  /** The events of one of the probes, from the moment on at which it is opened. */
  final class Probe extends QuietCapture {
    private final boolean isFirst;
    private final List<Call> seen;
    private int next;
    int largestBatch = Integer.MAX_VALUE;
    StateChanges told;
    boolean closed;
    final List<CaptureRequest> requests = new ArrayList<>();

    private Probe(boolean isFirst) {
      this.isFirst = isFirst;
      long opened = nowNanos;
      seen = calls.stream().filter(call -> nanos(call) > opened).sorted(Comparator.comparingLong(this::nanos)).toList();
    }

    private long nanos(Call call) {
      return isFirst ? call.first() : call.second();
    }

    @Override
    public int poll(EventSink sink, int limit) {
      if (closed) {
        throw new IllegalStateException("it is closed");
      }
      nowNanos += 20_000 + random.nextInt(40_000);
      int count = 0;
      int most = Math.min(limit, largestBatch);
      while (count < most && next < seen.size() && nanos(seen.get(next)) <= nowNanos - delayNanos) {
        Call call = seen.get(next++);
        ByteBuffer event = ScapEventEncoder.encode(CLOSE, BOOT_NANOS + nanos(call), call.tid(), 0, call.number());
        sink.onEvent(0, event, 0, event.limit());
        count++;
      }
      return count == 0 && next == seen.size() ? END : count;
    }

    @Override
    public void changeRequest(CaptureRequest changed) {
      requests.add(changed);
    }

    @Override
    public void snapshot(StateSink into) {
      told = into;
    }

    @Override
    public void follow(StateChanges into) {
      told = into;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
