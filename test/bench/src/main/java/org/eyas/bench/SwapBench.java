package org.eyas.bench;

import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.source.StateSink;
import org.eyas.engine.loop.LoopSetup;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.loop.SourceLoop;

/**
 * Measures the cost of events just after the rules were replaced: as soon as the new rules are compiled, and after a
 * warmup. Prints the loop's nanoseconds per event, in steps of its own time after the replacement.
 */
final class SwapBench {
  private static final int WARM_SECONDS = 12;
  private static final int ROUNDS = 5;
  private static final long[] UNTIL_MILLIS = {10, 20, 50, 100, 200, 400};
  private static final SourceInfo LIVE = new SourceInfo("bench", "syscall", true, "");

  private final Workload workload = new Workload(true);
  private final Endless capture = new Endless();
  private volatile RuleGeneration current = workload.compile(true);

  private SwapBench() throws Exception {}

  public static void main(String[] arguments) throws Exception {
    new SwapBench().run();
  }

  private void run() throws Exception {
    SourceLoop loop = new SourceLoop(LoopSetup.of(LIVE, alert -> {}), () -> current);
    Thread.ofPlatform().daemon().start(() -> look(loop));
    System.out.printf("%-12s%10s%s%n", "", "before", columns());
    TimeUnit.SECONDS.sleep(WARM_SECONDS);
    for (int round = 0; round < ROUNDS; round++) {
      measure("at once", workload.compile(true));
      RuleGeneration next = workload.compile(true);
      loop.warmUp(next);
      long start = System.nanoTime();
      while (!loop.isWarmedUp(next)) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      measure("after " + (System.nanoTime() - start) / 1_000_000 + " ms", next);
    }
  }

  private void look(SourceLoop loop) {
    try {
      loop.run(capture);
    } catch (SourceException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String columns() {
    StringBuilder line = new StringBuilder();
    for (long until : UNTIL_MILLIS) {
      line.append(String.format("%8s ms", "-" + until));
    }
    return line.toString();
  }

  private void measure(String name, RuleGeneration next) throws InterruptedException {
    TimeUnit.SECONDS.sleep(2);
    StringBuilder line = new StringBuilder(String.format("%-12s%10.0f", name, capture.window().nanosPerEvent(200)));
    current = next;
    Window window = capture.window();
    for (long until : UNTIL_MILLIS) {
      line.append(String.format("%11.0f", window.nanosPerEvent(until)));
    }
    System.out.println(line);
  }

  /** Starts the measurement. */
  private final class Window {
    private long nanos = capture.nanos;
    private long events = capture.events;
    private final long begin = nanos;

    /**
     * The time per event since the last call, until this much of the loop's time has passed since the start of the
     * measurement.
     */
    double nanosPerEvent(long untilMillis) throws InterruptedException {
      while (capture.nanos - begin < untilMillis * 1_000_000) {
        TimeUnit.MICROSECONDS.sleep(200);
      }
      long nowNanos = capture.nanos;
      long nowEvents = capture.events;
      double each = (double) (nowNanos - nanos) / (nowEvents - events);
      nanos = nowNanos;
      events = nowEvents;
      return each;
    }
  }

  /** The capture file again and again, as if it were live. */
  private final class Endless implements Capture {
    private static final java.lang.management.ThreadMXBean THREADS =
        java.lang.management.ManagementFactory.getThreadMXBean();

    private Capture file = workload.open();
    volatile long events;
    volatile long nanos;

    Endless() throws SourceException {}

    Window window() {
      return new Window();
    }

    @Override
    public int poll(EventSink sink, int limit) throws SourceException {
      nanos = THREADS.getCurrentThreadCpuTime();
      int count = file.poll(sink, limit);
      if (count == END) {
        file.close();
        file = workload.open();
        return 0;
      }
      events += count;
      return count;
    }

    @Override
    public void snapshot(StateSink into) throws SourceException {
      file.snapshot(into);
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(events, 0);
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
