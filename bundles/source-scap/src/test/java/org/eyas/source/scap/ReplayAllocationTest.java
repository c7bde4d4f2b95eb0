package org.eyas.source.scap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

class ReplayAllocationTest {
  @Test
  void readingAllocatesNothingPerEvent() throws Exception {
    String file = SharedFiles.require("captures/mixed.scap.gz").toString();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    EventSink sink = new Counter();
    try (Capture capture = new ScapSource().open(new CaptureRequest(Set.of(), Map.of("capture_file", file)))) {
      capture.snapshot(new StateRecorder());
      capture.poll(sink, 1000);
      long before = threads.getCurrentThreadAllocatedBytes();
      int polls = 0;
      while (capture.poll(sink, 1000) != Capture.END) {
        polls++;
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      // The queue between the two threads still allocates for each chunk of 256 KiB: about 40 bytes for 3000 events.
      assertTrue(bytes < 200L * polls, bytes + " bytes in " + polls + " batches of 1000 events");
    }
  }

  private static final class Counter implements EventSink {
    long sum;

    @Override
    public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
      sum += memory.getLong(offset);
    }
  }
}
