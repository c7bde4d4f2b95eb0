package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eyas.api.alert.Priority;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandoverStoreTest {
  /** Delivers numbers, from 0, as events of 4 to 99 bytes. */
  private static final class Numbers extends QuietCapture {
    private final ByteBuffer event = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    private final CountDownLatch some = new CountDownLatch(1);
    private int next;
    private boolean closed;

    @Override
    public int poll(EventSink sink, int limit) {
      for (int i = 0; i < 10; i++) {
        event.putInt(0, next);
        if (next % 3 == 0) {
          sink.onStateEvent(next % 7, event, 0, 4 + next % 96);
        } else {
          sink.onEvent(next % 7, event, 0, 4 + next % 96);
        }
        next++;
      }
      if (next > 50_000) {
        some.countDown();
      }
      return 10;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final HandoverStore keeper = new HandoverStore();
  private final Numbers numbers = new Numbers();

  private static Handover.Source live(Capture capture) {
    return new Handover.Source(new SourceInfo("test", "syscall", true, ""), capture, new byte[] {1}, 5, 0);
  }

  // Reads until all held events and as many events after them have been read.
  private static List<Integer> read(Capture capture, Capture bare, int count) throws Exception {
    List<Integer> seen = new ArrayList<>();
    EventSink sink =
        new EventSink() {
          @Override
          public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
            add(cpu, memory, offset, length, false);
          }

          @Override
          public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
            add(cpu, memory, offset, length, true);
          }

          private void add(int cpu, ByteBuffer memory, int offset, int length, boolean stateOnly) {
            int number = memory.getInt(offset);
            assertEquals(number % 7 + " " + (4 + number % 96) + " " + (number % 3 == 0), cpu + " " + length + " " + stateOnly);
            seen.add(number);
          }
        };
    while (BufferedCapture.unwrap(capture) != bare) {
      capture.poll(sink, 100);
    }
    int live = seen.size();
    while (seen.size() < live + count) {
      capture.poll(sink, 100);
    }
    return seen;
  }

  @Test
  void whatHappensWhileNobodyReadsComesFirst() throws Exception {
    keeper.store(live(numbers));
    assertTrue(numbers.some.await(20, TimeUnit.SECONDS));
    Handover.Source taken = keeper.drain(Handover.Source.class).getFirst();
    List<Integer> seen = read(taken.capture(), numbers, 1_000);
    assertTrue(seen.size() > 51_000, seen.size() + " events");
    assertEquals(IntStream.range(0, seen.size()).boxed().toList(), seen);
    assertEquals(5, taken.number());
    assertEquals(List.of(), keeper.drain(Handover.Source.class));
  }

  @Test
  void eachKindIsTakenByItself() {
    Handover.Hits hits = new Handover.Hits("r", Priority.INFORMATIONAL, 3);
    keeper.store(hits);
    keeper.store(new Handover.Alerts(List.of(), 0, List.of()));
    assertEquals(List.of(hits), keeper.drain(Handover.Hits.class));
    assertEquals(1, keeper.drain(Handover.Alerts.class).size());
  }

  @Test
  void whereNobodyTakesACaptureOrEventsTheyAreClosed() {
    Arena memory = Arena.ofShared();
    keeper.store(live(numbers));
    keeper.store(new Handover.Observations(
        List.of(), new Handover.RecentEvents(0, 0, List.of(new Handover.Events("syscall", 1, memory, List.of(), List.of())))));
    keeper.close();
    assertTrue(numbers.closed);
    assertFalse(memory.scope().isAlive());
  }
}
