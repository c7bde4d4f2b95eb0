package org.eyas.engine.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.encoding.Machine;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final int ROUNDS = 20_000;
  private static final long TID = 100;

  private final EventSchema schema = EventSchema.current();
  private final EventCursor cursor = new EventCursor(schema);
  private final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));

  @Test
  void eventsThatCreateNothingNewAllocateNothing() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count a thread's allocation");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    state.reports().onProcess(Machine.process(TID, 1, "bash"));
    List<ByteBuffer> events =
        List.of(
            event("SYSCALL_OPENAT_2_X", 3, -100, "../lib/x.so", 1, 0, 8, 9),
            event("SYSCALL_FSTAT_X", 0, 3),
            event("SYSCALL_READ_X", 3, "abc".getBytes(), 3, 3),
            event("SYSCALL_MMAP_X", 1, 2, 3, 4, 5, 6, 7, 8, 3, 9),
            event("SYSCALL_FCNTL_X", 4, 3, 1, 0),
            event("SYSCALL_CLOSE_X", 0, 3),
            event("SYSCALL_CLOSE_X", 0, 4),
            event("SYSCALL_CHDIR_X", 0, "/srv"));
    run(events);
    long before = threads.getCurrentThreadAllocatedBytes();
    run(events);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(0, state.counts().descriptors().present());
    assertTrue(bytes < ROUNDS, bytes + " bytes in " + ROUNDS + " rounds");
  }

  private void run(List<ByteBuffer> events) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < events.size(); i++) {
        cursor.wrap(0, events.get(i), 0, events.get(i).limit());
        state.apply();
        state.finish();
      }
    }
  }

  private ByteBuffer event(String id, @Nullable Object... params) {
    return ScapEventEncoder.encode(schema.type(id), 1_000, TID, params);
  }
}
