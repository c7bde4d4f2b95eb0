package org.eyas.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Prints the cost of one set of rules, as one line: time to load and compile, heap, and time per event; with
 * {@code -Dgenerated} as classes. One process for each set: the JVM's profile of one set would change how it runs the next.
 */
public final class ScaleBench {
  private static final int WARM_UP = Integer.getInteger("warmup", 60);
  private static final int MEASURED = 10;

  /** The thread's own time, because others may run on the same machine. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ScaleBench() {}

  /** Runs all; the properties of {@link Workload} choose capture and rules. */
  public static void main(String[] args) throws Exception {
    long begin = THREADS.getCurrentThreadCpuTime();
    Workload workload = new Workload(Boolean.parseBoolean(System.getProperty("generated", "true")));
    double loadSeconds = (THREADS.getCurrentThreadCpuTime() - begin) / 1e9;
    long events = workload.replay();
    long alerts = workload.alerts();
    for (int i = 1; i < WARM_UP; i++) {
      workload.replay();
    }
    double best = Double.MAX_VALUE;
    for (int i = 0; i < MEASURED; i++) {
      long start = THREADS.getCurrentThreadCpuTime();
      workload.replay();
      best = Math.min(best, (double) (THREADS.getCurrentThreadCpuTime() - start) / events);
    }
    System.out.printf(
        "%6d rules %7d alerts %6.2f s to load %6.1f MB heap %8.1f ns/event%n",
        workload.rules(), alerts, loadSeconds, heapMegabytes(), best);
    if (Boolean.getBoolean("types")) {
      new EventCosts(workload).measure().lines(20).forEach(System.out::println);
    }
  }

  private static double heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }
}
