package org.eyas.driver.ebpf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.testkit.EventRecorder;
import org.junit.jupiter.api.Assumptions;

/** The probe in this machine's kernel, for tests. If it cannot be loaded, the test is skipped with the reason. */
final class LiveProbe {
  private static final long CLOCK_NANOS = 20_000_000; // by which the clocks of events and of Java may differ

  private LiveProbe() {}

  static Capture open(Set<Integer> codes) {
    return open(codes, Map.of());
  }

  static Capture open(Set<Integer> codes, Map<String, String> options) {
    if (!Files.isWritable(Path.of("/sys/kernel")) || !"root".equals(System.getProperty("user.name"))) {
      return skip("not root");
    }
    try {
      return new EbpfSource().open(new CaptureRequest(codes, options));
    } catch (SourceException e) {
      if (Boolean.getBoolean("eyas.live.required")) {
        throw new AssertionError(e.getMessage(), e);
      }
      return skip(e.getMessage());
    }
  }

  /** Whether this kernel is new enough for the programs that follow io_uring. */
  static boolean namesRequests() {
    return major() >= 6;
  }

  /** Whether one program of the probe can run in the middle of another one: then it may find that one's memory in use, and counts a loss. */
  static boolean interruptsPrograms() {
    return major() >= 7;
  }

  /** Reads until events are later than this moment, or none have come for a second. */
  static void readToNow(Capture capture, EventRecorder events) throws SourceException {
    long end = System.currentTimeMillis() * 1_000_000 + CLOCK_NANOS;
    long quiet = System.nanoTime();
    while (events.lastNanos <= end && System.nanoTime() - quiet < TimeUnit.SECONDS.toNanos(1)) {
      if (capture.poll(events, 1024) > 0) {
        quiet = System.nanoTime();
      }
    }
  }

  private static int major() {
    return Integer.parseInt(System.getProperty("os.version").split("[.]")[0]);
  }

  private static Capture skip(String reason) {
    System.out.println("skipped, no live probe here: " + reason);
    Assumptions.abort(reason);
    throw new IllegalStateException(reason);
  }
}
