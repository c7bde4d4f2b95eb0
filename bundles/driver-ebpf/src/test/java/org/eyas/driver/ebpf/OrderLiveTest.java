package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.EventSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The events of a thread are in several rings, into which other processors write too. They must be delivered in the order in
 * which the thread made them.
 */
class OrderLiveTest {
  // Opens files on all processors. The first events of each program are in the ring for clone, exec and exit, later ones in
  // another ring.
  private static final String BUSY =
      "for i in 1 2 3 4; do (for j in $(seq 200); do cat /etc/passwd /etc/group > /dev/null; done) & done; wait";

  private static final class Order implements EventSink {
    private final Map<Long, Long> last = new HashMap<>();
    private long latest;
    private long events;
    private long acrossThreads;
    private long withinThreads;

    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      long nanos = memory.getLong(offset);
      Long before = last.put(memory.getLong(offset + 8), nanos);
      if (before != null && before > nanos) {
        withinThreads++;
      }
      if (nanos < latest) {
        acrossThreads++;
      }
      latest = Math.max(latest, nanos);
      events++;
    }
  }

  @ParameterizedTest(name = "cpus_for_each_buffer={0}")
  @ValueSource(strings = {"2", "0"}) // plain rings; a BPF ring buffer
  void whatAThreadDoesComesInOrder(String cpusPerRing) throws Exception {
    Order order = new Order();
    Map<String, String> options = Map.of("buf_size_preset", "8", "cpus_for_each_buffer", cpusPerRing);
    try (Capture capture = LiveProbe.open(Set.of(), options)) {
      Process busy = new ProcessBuilder("sh", "-c", BUSY).start();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (busy.isAlive() && System.nanoTime() < end) {
        capture.poll(order, 1024);
      }
      busy.destroyForcibly();
    }
    System.out.println(order.events + " events, " + order.acrossThreads + " of them after a later one of another thread");
    assertTrue(order.events > 20_000, order.events + " events");
    assertEquals(0, order.withinThreads);
  }
}
