package org.eyas.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.junit.jupiter.api.Test;

/**
 * What every source of events keeps, and the captures that it opens. A source's test extends it with a way to make an event
 * happen.
 */
public abstract class EventSourceContract {
  private static final int HEADER = 26;
  private static final int LARGE_TYPE = 322;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long LONGEST_POLL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A new source. */
  protected abstract EventSource source();

  /** A request that it can fulfil, of the same events each time. */
  protected abstract CaptureRequest request();

  /** Makes events happen, one at least. A source of the past, whose events have happened, does nothing. */
  protected abstract void happen() throws Exception;

  /** Why this machine cannot run it; empty where it can. */
  protected String cannotRun() {
    return "";
  }

  private Capture open() throws SourceException {
    String reason = cannotRun();
    assumeTrue(reason.isEmpty(), () -> "skipped: " + reason);
    return source().open(request());
  }

  /** Looks at events as the engine does, and counts them. */
  private static final class Checked implements EventSink {
    private final Map<Long, Long> last = new HashMap<>();
    private final boolean isLive;
    private long events;

    Checked(boolean isLive) {
      this.isLive = isLive;
    }

    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      assertSame(ByteOrder.LITTLE_ENDIAN, memory.order(), "the byte order of the memory");
      assertTrue(offset >= 0 && length >= HEADER && offset + length <= memory.capacity(), "an event lies in its memory");
      assertEquals(length, memory.getInt(offset + 16), "the length in the header");
      int type = memory.getShort(offset + 20) & 0xffff;
      int params = memory.getInt(offset + 22);
      int width = type == LARGE_TYPE ? 4 : 2;
      long size = HEADER + (long) params * width;
      for (int i = 0; i < params; i++) {
        int at = offset + HEADER + i * width;
        size += width == 4 ? memory.getInt(at) : memory.getShort(at) & 0xffff;
      }
      assertEquals(length, size, "header, lengths and parameters of an event of type " + type);
      checkOrder(memory.getLong(offset), memory.getLong(offset + 8));
      events++;
    }

    // Live, each thread's are in order; those of all threads only as far as processors agree on what is first.
    private void checkOrder(long nanos, long thread) {
      long before = last.getOrDefault(isLive ? thread : 0, Long.MIN_VALUE);
      assertTrue(nanos >= before, () -> "events come in order of time: " + nanos + " behind " + before);
      last.put(isLive ? thread : 0, nanos);
    }
  }

  private Checked checked() {
    return new Checked(source().info().live());
  }

  // Reads until there was an event; the engine reads batches like these.
  private void readSome(Capture capture, Checked sink, int limit) throws Exception {
    long until = System.nanoTime() + LIMIT_NANOS;
    long before = sink.events;
    while (sink.events == before) {
      happen();
      long events = sink.events;
      long start = System.nanoTime();
      int count = capture.poll(sink, limit);
      long nanos = System.nanoTime() - start;
      assertTrue(count <= limit, () -> "more than " + limit + " in a batch: " + count);
      assertEquals(sink.events - events, Math.max(0, count), "what poll answers");
      boolean isLive = source().info().live();
      assertTrue(!isLive || nanos < LONGEST_POLL_NANOS, () -> "a read took " + nanos + " ns: wait for milliseconds only");
      assertTrue(System.nanoTime() < until && count != Capture.END, "there was no event");
    }
  }

  @Test
  void whatItIsDoesNotChange() {
    EventSource source = source();
    assertEquals(source.info(), source.info());
    assertEquals(source.info(), source().info());
    assertFalse(source.info().kind().isBlank() || source.info().eventSource().isBlank(), () -> source.info().toString());
  }

  @Test
  void eventsHoldTogetherAndComeInOrder() throws Exception {
    try (Capture capture = open()) {
      capture.snapshot(new RecordingState());
      Checked sink = checked();
      for (int i = 0; i < 5 && i < 1 + sink.events; i++) {
        readSome(capture, sink, 1_000);
        if (!source().info().live()) {
          return; // of the past there may be no more
        }
      }
    }
  }

  @Test
  void aBatchHasItsLimit() throws Exception {
    try (Capture capture = open()) {
      capture.snapshot(new RecordingState());
      readSome(capture, checked(), 1);
    }
  }

  @Test
  void aCaptureThatFollowsAnotherNeedsNoSnapshot() throws Exception {
    try (Capture capture = open()) {
      assumeTrue(source().info().live(), "skipped: a source of the past follows none");
      capture.follow(new RecordingState());
      readSome(capture, checked(), 1_000);
    }
  }

  @Test
  void twoCapturesAreOpenAtATimeWhileOneFollowsTheOther() throws Exception {
    assumeTrue(source().info().live(), "skipped: a source of the past follows none");
    try (Capture before = open()) {
      before.snapshot(new RecordingState());
      try (Capture next = open()) {
        next.follow(new RecordingState());
        readSome(before, checked(), 1_000);
        readSome(next, checked(), 1_000);
      }
      readSome(before, checked(), 1_000);
    }
  }

  @Test
  void whatWasClosedCanBeOpenedAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (Capture capture = open()) {
        capture.snapshot(new RecordingState());
        readSome(capture, checked(), 1_000);
      }
    }
  }

  @Test
  void countersOnlyGrow() throws Exception {
    try (Capture capture = open()) {
      capture.snapshot(new RecordingState());
      CaptureStats before = capture.stats();
      readSome(capture, checked(), 1_000);
      CaptureStats after = capture.stats();
      assertTrue(after.events() > before.events(), () -> "events are counted: " + after);
      assertTrue(after.dropped() >= before.dropped(), () -> "losses are: " + after);
    }
  }
}
