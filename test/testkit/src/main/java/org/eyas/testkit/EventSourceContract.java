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
 * The contract test of every event source and its captures. The test of a source extends this class and supplies a way
 * to cause an event.
 */
public abstract class EventSourceContract {
  private static final int HEADER = 26;
  private static final int LARGE_TYPE = 322;
  private static final long NO_TID = 1L << 30; // more than the kernel's largest id
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long LONGEST_POLL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Makes a new source. */
  protected abstract EventSource source();

  /** A request that the source can fulfil. A replay delivers the same events each time. */
  protected abstract CaptureRequest request();

  /** Makes at least one event happen. A replay does nothing here. */
  protected abstract void causeEvents() throws Exception;

  /** The reason why the source cannot run on this machine; empty if it can. */
  protected String cannotRun() {
    return "";
  }

  private Capture open() throws SourceException {
    String reason = cannotRun();
    assumeTrue(reason.isEmpty(), () -> "skipped: " + reason);
    return source().open(request());
  }

  /** Checks and counts events. */
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
      assertTrue(offset >= 0 && length >= HEADER && offset + length <= memory.capacity(), "an event is within its memory");
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

    // In a live capture the events of each thread are in order; events of different threads only as far as the clocks of
    // processors agree.
    private void checkOrder(long nanos, long thread) {
      long before = last.getOrDefault(isLive ? thread : 0, Long.MIN_VALUE);
      assertTrue(nanos >= before, () -> "events are ordered by time: " + nanos + " follows " + before);
      last.put(isLive ? thread : 0, nanos);
    }
  }

  private Checked checked() {
    return new Checked(source().info().live());
  }

  // Reads in batches, as the engine does, until there was an event.
  private void readSome(Capture capture, Checked sink, int limit) throws Exception {
    long until = System.nanoTime() + LIMIT_NANOS;
    long before = sink.events;
    while (sink.events == before) {
      causeEvents();
      long events = sink.events;
      long start = System.nanoTime();
      int count = capture.poll(sink, limit);
      long nanos = System.nanoTime() - start;
      assertTrue(count <= limit, () -> "more than " + limit + " in a batch: " + count);
      assertEquals(sink.events - events, Math.max(0, count), "the result of poll");
      boolean isLive = source().info().live();
      assertTrue(!isLive || nanos < LONGEST_POLL_NANOS, () -> "a read took " + nanos + " ns: it may only wait for milliseconds");
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
      capture.snapshot(new StateRecorder());
      Checked sink = checked();
      for (int i = 0; i < 5 && i < 1 + sink.events; i++) {
        readSome(capture, sink, 1_000);
        if (!source().info().live()) {
          return; // a replay may be at its end
        }
      }
    }
  }

  @Test
  void aBatchHasItsLimit() throws Exception {
    try (Capture capture = open()) {
      capture.snapshot(new StateRecorder());
      readSome(capture, checked(), 1);
    }
  }

  @Test
  void aCaptureThatFollowsAnotherNeedsNoSnapshot() throws Exception {
    try (Capture capture = open()) {
      assumeTrue(source().info().live(), "skipped: a replay does not follow another capture");
      capture.follow(new StateRecorder());
      readSome(capture, checked(), 1_000);
    }
  }

  @Test
  void twoCapturesAreOpenAtATimeWhileOneFollowsTheOther() throws Exception {
    assumeTrue(source().info().live(), "skipped: a replay does not follow another capture");
    try (Capture before = open()) {
      before.snapshot(new StateRecorder());
      try (Capture next = open()) {
        next.follow(new StateRecorder());
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
        capture.snapshot(new StateRecorder());
        readSome(capture, checked(), 1_000);
      }
    }
  }

  @Test
  void countersOnlyGrow() throws Exception {
    try (Capture capture = open()) {
      capture.snapshot(new StateRecorder());
      CaptureStats before = capture.stats();
      readSome(capture, checked(), 1_000);
      CaptureStats after = capture.stats();
      assertTrue(after.events() > before.events(), () -> "events are counted: " + after);
      assertTrue(after.dropped() >= before.dropped(), () -> "losses are: " + after);
    }
  }

  @Test
  void aThreadThatDoesNotExistHasNoStartAndIsNotReported() throws Exception {
    try (Capture capture = open()) {
      long own = ProcessHandle.current().pid();
      assumeTrue(capture.startNanos(own, own) != 0, "skipped: the capture does not know the threads of this machine");
      capture.follow(new StateRecorder());
      StateRecorder reported = new StateRecorder();
      capture.reportThread(NO_TID, reported);
      assertEquals(0, reported.processes.size());
      assertEquals(Capture.NO_THREAD, capture.startNanos(NO_TID, NO_TID));
    }
  }
}
