package org.eyas.driver.kmod;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;

/**
 * Measures what reading an event costs, without the engine: rings of the module's layout are filled, then read. It prints the median
 * of many rounds in nanoseconds per event. Arguments: processors, rounds.
 */
final class ReaderCost {
  private static final int EVENTS = 8_000; // per ring and round; of 100 bytes, as most are
  private static final int OPENAT = 307;

  private ReaderCost() {}

  public static void main(String[] arguments) throws Exception {
    int processors = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    Path root = Files.createTempDirectory("eyas-reader");
    FakeModule module = new FakeModule(root, "scap", processors);
    CaptureRequest wanted = new CaptureRequest(Set.of(OPENAT), Map.of("buf_size_preset", "1"));
    try (Capture capture = module.source().open(wanted)) {
      long[] nanos = new long[rounds];
      long clock = 0;
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < EVENTS * processors; i++) {
          module.devices.get(i / 7 % processors).write(event(clock++));
        }
        nanos[round] = read(capture, EVENTS * processors);
      }
      Arrays.sort(nanos);
      System.out.printf("%d ns an event%n", nanos[rounds / 2] / (EVENTS * processors));
    } finally {
      delete(root);
    }
  }

  private static ByteBuffer event(long nanos) {
    return FakeEvents.of(OPENAT, nanos, 1L << 21, new byte[8], new byte[20], new byte[4], new byte[32]);
  }

  // All events are there before the first poll, so no poll waits for any.
  private static long read(Capture capture, int events) throws Exception {
    long begin = System.nanoTime();
    long[] sum = {0};
    for (int count = 0; count < events;) {
      int limit = Math.min(1_000, events - count);
      count += capture.poll((cpu, memory, offset, length) -> sum[0] += length, limit);
    }
    return System.nanoTime() - begin;
  }

  private static void delete(Path root) throws Exception {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
